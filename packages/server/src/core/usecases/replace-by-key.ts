import type { Call } from '../model/call.ts';
import type { Credential } from '../model/credential.ts';
import type { ReplaceByKeyOutcome } from '../model/outcome.ts';
import type { PinKey, PinProof } from '../model/pin-key.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { checkPinKey } from './check-pin-key.ts';
import type { SubjectRef } from './find-subject.ts';
import { putInForce } from './put-in-force.ts';
import { type ChargedAttempt, type Effect, settleRight } from './settle-attempt.ts';
import { type GatePorts, testPin } from './test-pin.ts';
import { makeKeyVerifier, openKey } from './verifier.ts';

export interface ReplaceByKey {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** The PIN in force, or the signature that shows the key in force. */
  readonly current: PinProof;
  /** Counter of the key that signature is for: of an earlier one it shows nothing any more. */
  readonly currentCounter?: number;
  readonly newKey: PinKey;
}

type ReplacePorts = GatePorts & Pick<Ports, 'channels'>;

/**
 * Puts a key in force in place of a PIN, or of a key with a smaller counter. There is no way back to
 * digits here: whoever saw an old PIN must not be able to bring it back in force. Key and proof are
 * one transaction, as with every change.
 */
export async function replaceByKey(
  ports: ReplacePorts,
  call: Call,
  command: ReplaceByKey,
): Promise<ReplaceByKeyOutcome> {
  const { subject, purpose, current: proof, newKey } = command;
  await checkPinKey(ports, newKey);
  return withHashSlot(ports.hasher, call, async (slot) => {
    const test = { subject, purpose, proof, action: 'pin.change' };
    const tested = await testPin(ports, call, slot, test);
    if (!tested.right) return tested.rejection;
    const effectOf = await prepare(ports, call, command, tested.attempt);
    return settleRight<ReplaceByKeyOutcome>(ports, call, tested.attempt, effectOf);
  });
}

async function prepare(
  ports: ReplacePorts,
  call: Call,
  { newKey, currentCounter }: ReplaceByKey,
  { key, version }: ChargedAttempt,
): Promise<(credential: Credential) => Effect<ReplaceByKeyOutcome>> {
  // Should another verifier be in force by now, the proof does not settle whatever is found here.
  const { verifier } = await ports.store.readCredential(key);
  if (verifier?.kind === 'key') {
    const { counter } = await openKey(ports.sealer, { key, verifier });
    const isOutdated = currentCounter !== undefined && currentCounter !== counter;
    if (newKey.counter <= counter || isOutdated) {
      return (credential) => ({ credential, outcome: { outcome: 'not_newer' } });
    }
  }
  const made = await makeKeyVerifier(ports.sealer, key, version + 1, newKey);
  return putInForce(ports, call, key, made);
}
