import type { Call } from '../model/call.ts';
import type { SetKeyOutcome } from '../model/outcome.ts';
import type { PinKey } from '../model/pin-key.ts';
import type { Ports } from '../ports/ports.ts';
import { checkPinKey } from './check-pin-key.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { applyFirstVerifier } from './set-pin.ts';
import { makeKeyVerifier, nextVersion } from './verifier.ts';

export interface SetKey {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly newKey: PinKey;
}

type SetKeyPorts = Pick<Ports, 'store' | 'sealer' | 'clientCrypto' | 'clock' | 'random'>;

/** Gives a credential without a PIN a key. Never replaces anything; see {@link setPin}. */
export async function setKey(
  ports: SetKeyPorts,
  call: Call,
  { subject: ref, purpose, newKey }: SetKey,
): Promise<SetKeyOutcome> {
  await checkPinKey(ports, newKey);
  const subject = await findSubject(ports, call, ref);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose };
  const credential = await ports.store.readCredential(key);
  if (credential.verifier !== null) return { outcome: 'exists' };
  const version = nextVersion(credential, ports.random);
  const verifier = await makeKeyVerifier(ports.sealer, key, version, newKey);
  return applyFirstVerifier(ports, call, { key, verifier, mustChange: false });
}
