import type { Call } from '../model/call.ts';
import {
  type Credential,
  type CredentialKey,
  replaceVerifier,
  type Verifier,
} from '../model/credential.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import { rebind } from './rebind.ts';
import type { Effect } from './settle-attempt.ts';

/** What a proven change leads to: the new verifier is in force, and everybody is told. */
export async function putInForce(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'channels'>,
  call: Call,
  key: CredentialKey,
  verifier: Verifier,
) {
  const { clock, random } = ports;
  const { tenant, subject, purpose } = key;
  const messages = await composeNotice(ports, call, { id: subject, template: 'pin_changed' });
  return (credential: Credential): Effect<{ readonly outcome: 'changed' }> => {
    const at = clock.now();
    const data = { purpose, kind: verifier.kind };
    return {
      credential: replaceVerifier(credential, verifier, call.tenant.policy, at),
      events: [{ id: random.id(), type: 'pin.changed', tenant, subject, at, data }],
      messages,
      ...rebind(call, key, verifier.version),
      outcome: { outcome: 'changed' },
      completes: {},
    };
  };
}
