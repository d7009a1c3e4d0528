import type { Account } from '../../model/operator.ts';
import type { Password } from '../../model/password.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { ownAccount } from './find-account.ts';
import type { SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { proveOwnPassword } from './prove-own-password.ts';
import { removePasskey } from './remove-passkey.ts';

export type RemoveOwnPasskeyOutcome =
  /** Every other session of the account is over; this one goes on with a new token. */
  { readonly outcome: 'removed'; readonly session: SignedIn } | { readonly outcome: 'wrong' };

/**
 * Takes a passkey away from the account that calls, whose password is shown, through the gate. Throws
 * `passkey_not_found`, also for another account's.
 */
export async function removeOwnPasskey(
  ports: GatePorts & Pick<Ports, 'adminKeyDigest'>,
  operator: Operator,
  { id, password }: { readonly id: string; readonly password: Password },
): Promise<RemoveOwnPasskeyOutcome> {
  const account = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  if (!(await proveOwnPassword(ports, call, account, password))) return { outcome: 'wrong' };
  await removePasskey(ports, operator, { account: account.name, id });
  const how = 'passkey removed';
  const change = { account, how, change: (next: Account) => ({ next, audit: [] }) };
  const session = await endOtherSessions(ports, call, operator, change);
  return session === null ? { outcome: 'wrong' } : { outcome: 'removed', session };
}
