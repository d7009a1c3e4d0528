import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type CredentialKey, replaceVerifier, type Verifier } from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { SetOutcome } from '../model/outcome.ts';
import { type ChosenPrompt, judgePrompt } from '../model/security-prompt.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { type CandidatePin, judgeByPolicy } from './judge-new-pin.ts';
import { rebind } from './rebind.ts';
import { sealPrompt } from './seal-prompt.ts';
import { applyInChallenge, type StepDecision } from './settle-challenge.ts';
import { makeVerifier, nextVersion } from './verifier.ts';

export interface SetPin extends CandidatePin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** A start PIN, handed out by staff: right, but to be changed before anything else. */
  readonly mustChange?: boolean;
  /** Picture and phrase chosen with the PIN: in force with it, or not at all. */
  readonly prompt?: ChosenPrompt;
}

type SetPorts = Pick<Ports, 'store' | 'hasher' | 'sealer' | 'clock' | 'random' | 'blocklist'>;

/**
 * Gives a credential its first PIN. Never replaces one: whoever may call this without knowing the
 * old PIN could otherwise take over every account. PINs before a deletion are not compared either:
 * nothing is proven here, and "that was your PIN" would be an answer to a guess nobody charged.
 */
export async function setPin(ports: SetPorts, call: Call, command: SetPin): Promise<SetOutcome> {
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose: command.purpose };
  const credential = await ports.store.readCredential(key);
  if (credential.verifier !== null) return { outcome: 'exists' };

  const judgement = judgeByPolicy(ports, call, command);
  if (!judgement.accepted) {
    return recordRefusal(ports, call, key, { outcome: 'refused', rule: judgement.rule });
  }
  const chosen = command.prompt && judgePrompt(command.prompt, judgement.pin.reveal());
  if (chosen?.accepted === false) {
    return recordRefusal(ports, call, key, { outcome: 'prompt_refused', rule: chosen.rule });
  }
  const prompt = chosen && (await sealPrompt(ports.sealer, key, chosen.prompt));

  return withHashSlot(ports.hasher, call, async (slot) => {
    const version = nextVersion(credential, ports.random);
    const verifier = await makeVerifier(ports.sealer, slot, key, version, judgement.pin);
    return applyFirstVerifier(ports, call, {
      key,
      verifier,
      mustChange: command.mustChange ?? false,
      ...(prompt && { prompt }),
    });
  });
}

async function recordRefusal(
  { store, clock }: SetPorts,
  call: Call,
  { subject, purpose }: CredentialKey,
  outcome: Extract<SetOutcome, { outcome: 'refused' | 'prompt_refused' }>,
): Promise<SetOutcome> {
  const reason = outcome.rule;
  const fact = { action: 'pin.set', outcome: outcome.outcome, subject, purpose, reason };
  const audit = [auditEntry(call, clock.now(), fact)];
  const receipt = call.receipt && { receipt: { ...call.receipt, outcome } };
  await store.record(call.tenant.id, { audit, ...receipt });
  return outcome;
}

type FirstVerifierOutcome = Extract<SetOutcome, { outcome: 'set' | 'exists' }>;

interface FirstVerifier {
  readonly key: CredentialKey;
  readonly verifier: Verifier;
  readonly mustChange: boolean;
  /** What its owner chose to be shown, sealed; absent: nothing. */
  readonly prompt?: Uint8Array;
}

/** Puts a verifier in force where there is none; of two at once, one. */
export function applyFirstVerifier(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  { key, verifier, mustChange, prompt }: FirstVerifier,
): Promise<FirstVerifierOutcome> {
  const { clock, random } = ports;
  const { tenant, subject, purpose } = key;
  return applyInChallenge(ports, call, key, (current): StepDecision<FirstVerifierOutcome> => {
    if (current.verifier !== null) return { result: { outcome: 'exists' } };
    const at = clock.now();
    const { policy } = call.tenant;
    // Guesses against a PIN that was deleted say nothing about this one; a hold still stands.
    const lockout = reduceLockout(current.lockout, { type: 'renewed' }, policy, at);
    const next = {
      ...replaceVerifier(current, verifier, policy, at),
      ...{ mustChange, lockout },
      ...(prompt && { prompt }),
    };
    const outcome = { outcome: 'set' } as const;
    const data = { purpose, mustChange, kind: verifier.kind };
    return {
      next,
      audit: [auditEntry(call, at, { action: 'pin.set', outcome: 'set', subject, purpose })],
      events: [{ id: random.id(), type: 'pin.set', tenant, subject, at, data }],
      ...rebind(call, key, verifier.version),
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      completes: {},
      result: outcome,
    };
  });
}
