import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { openOperatorSession, type SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';

/** A session for whoever has shown the admin key: for a browser, which should not keep the key. */
export async function signInByKey(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'adminKeyDigest'>,
  operator: Operator,
): Promise<SignedIn> {
  const call = await operatorsCall(ports, operator);
  return openOperatorSession(ports, call, { account: null, how: 'admin key' });
}
