import type { Call } from '../model/call.ts';
import type { Credential } from '../model/credential.ts';
import type { ChangeOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import { type ChosenPrompt, judgePrompt } from '../model/security-prompt.ts';
import { type HashSlot, withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import type { SubjectRef } from './find-subject.ts';
import { type CandidatePin, findReuse, isInPhrase, judgeByPolicy } from './judge-new-pin.ts';
import { putInForce } from './put-in-force.ts';
import { sealPrompt } from './seal-prompt.ts';
import { type ChargedAttempt, type Effect, settleRight } from './settle-attempt.ts';
import { type GatePorts, testPin } from './test-pin.ts';
import { makeVerifier } from './verifier.ts';

export interface ChangePin extends CandidatePin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly currentPin: Pin;
  /**
   * What a wire demands beyond the old PIN (identity papers, an active app). It is asked only after
   * the PIN was proven right, so that its answer tells a stranger nothing. `false` changes nothing
   * and leaves the attempt counted: papers must not be guessed any more freely than PINs.
   */
  readonly entitled?: (credential: Credential) => boolean;
  /** Picture and phrase chosen with the new PIN; those of the credential stay when absent. */
  readonly prompt?: ChosenPrompt;
}

type ChangePorts = GatePorts & Pick<Ports, 'blocklist' | 'channels'>;

/**
 * Replaces a PIN whose current value is known. The old PIN is proven before the new one is judged,
 * so a refusal is no oracle. The new PIN is in force exactly when this answers `changed`: the proof,
 * the accounting and the new verifier are one transaction.
 */
export function changePin(
  ports: ChangePorts,
  call: Call,
  command: ChangePin,
): Promise<ChangeOutcome> {
  // The old PIN, the one in force, the new one, and those of the history.
  const hashes = 3 + call.tenant.policy.history;
  return withHashSlot(
    ports.hasher,
    call,
    async (slot) => {
      const { subject, purpose, currentPin: proof } = command;
      const tested = await testPin(ports, call, slot, {
        subject,
        purpose,
        proof,
        action: 'pin.change',
      });
      if (!tested.right) return tested.rejection;
      const effectOf = await prepareChange(ports, call, slot, command, tested.attempt);
      return settleRight<ChangeOutcome>(ports, call, tested.attempt, effectOf);
    },
    hashes,
  );
}

async function prepareChange(
  ports: ChangePorts,
  call: Call,
  slot: HashSlot,
  command: ChangePin,
  { key, version }: ChargedAttempt,
): Promise<(credential: Credential) => Effect<ChangeOutcome>> {
  const current = await ports.store.readCredential(key);
  if (command.entitled?.(current) === false) {
    return (credential) => ({ credential, outcome: { outcome: 'not_entitled' }, withheld: true });
  }
  const judgement = judgeByPolicy(ports, call, command);
  if (!judgement.accepted) return refuse({ outcome: 'refused', rule: judgement.rule });
  const chosen = command.prompt && judgePrompt(command.prompt, judgement.pin.reveal());
  if (chosen?.accepted === false) return refuse({ outcome: 'prompt_refused', rule: chosen.rule });
  const held = { key, credential: current };
  if (chosen === undefined && (await isInPhrase(ports, judgement.pin, held))) {
    return refuse({ outcome: 'refused', rule: 'personal' });
  }
  const reuse = await findReuse(ports, call, slot, judgement.pin, held);
  if (reuse !== null) return refuse({ outcome: 'refused', rule: reuse });
  const prompt = chosen && (await sealPrompt(ports.sealer, key, chosen.prompt));
  const verifier = await makeVerifier(ports.sealer, slot, key, version + 1, judgement.pin);
  const effectOf = await putInForce(ports, call, key, verifier);
  return (credential) => effectOf({ ...credential, ...(prompt && { prompt }) });
}

/** Nothing changes; the attempt was right and is settled as such. */
function refuse(outcome: Extract<ChangeOutcome, { rule: string }>) {
  return (credential: Credential): Effect<ChangeOutcome> => {
    return { credential, outcome, reason: outcome.rule };
  };
}
