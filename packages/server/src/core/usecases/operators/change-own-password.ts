import { Fault } from '../../fault.ts';
import { OPERATORS_TENANT } from '../../model/operator.ts';
import { type Password, type PasswordRule, passwordKey } from '../../model/password.ts';
import type { Ports } from '../../ports/ports.ts';
import { changePassword } from '../change-password.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { ownAccount } from './find-account.ts';
import { openOperatorSession, type SignedIn } from './open-operator-session.ts';
import { brokenOperatorRule } from './operator-password.ts';
import { operatorsCall } from './operators-tenant.ts';

export interface ChangeOwnPassword {
  readonly currentPassword: Password;
  readonly newPassword: Password;
}

export type ChangeOwnPasswordOutcome =
  /** All sessions are over; this one goes on with a new token. */
  | { readonly outcome: 'changed'; readonly session: SignedIn }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'password_refused'; readonly rule: PasswordRule };

/** An operator's own change, through the gate as everybody's. Ends every session of the account. */
export async function changeOwnPassword(
  ports: GatePorts & Pick<Ports, 'channels' | 'popularPasswords' | 'adminKeyDigest'>,
  operator: Operator,
  { currentPassword, newPassword }: ChangeOwnPassword,
): Promise<ChangeOwnPasswordOutcome> {
  const account = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  const subject = { id: account.name };
  // Judged before the old one is proven, and so the same whatever the old one is.
  const rule = brokenOperatorRule(ports, newPassword, account.name);
  if (rule !== null) return { outcome: 'password_refused', rule };
  const changed = await changePassword(ports, call, { subject, currentPassword, newPassword });
  if (changed.outcome === 'password_refused') return changed;
  if (changed.outcome !== 'changed') return { outcome: 'wrong' };
  const key = passwordKey({ tenant: OPERATORS_TENANT, subject: account.name });
  const { verifier } = await ports.store.readCredential(key);
  if (verifier === null) throw new Fault('unauthenticated', 'Sign in with the new password.');
  const proof = { account, passwordVersion: verifier.version, how: 'password change' };
  return { outcome: 'changed', session: await openOperatorSession(ports, call, proof) };
}
