import type { Call } from '../model/call.ts';
import {
  type Credential,
  type CredentialKey,
  replaceVerifier,
  type Verifier,
} from '../model/credential.ts';
import type { Ports } from '../ports/ports.ts';
import type { Effect } from './settle-attempt.ts';

/** What a proven change leads to: the new verifier is in force, and everybody is told. */
export function putInForce(
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  call: Call,
  { tenant, subject, purpose }: CredentialKey,
  verifier: Verifier,
) {
  return (credential: Credential): Effect<{ readonly outcome: 'changed' }> => {
    const at = clock.now();
    const data = { purpose, kind: verifier.kind };
    return {
      credential: replaceVerifier(credential, verifier, call.tenant.policy, at),
      events: [{ id: random.id(), type: 'pin.changed', tenant, subject, at, data }],
      outcome: { outcome: 'changed' },
      completes: {},
    };
  };
}
