import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Account, OperatorRole } from '../../model/operator.ts';
import type { Password, PasswordRule } from '../../model/password.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { putPassword } from '../put-password.ts';
import type { GatePorts } from '../test-pin.ts';
import { findAccount, unknownAccount } from './find-account.ts';
import { brokenOperatorRule } from './operator-password.ts';
import { operatorsCall } from './operators-tenant.ts';
import { removePasskey } from './remove-passkey.ts';

export interface ChangeAccount {
  readonly name: string;
  readonly role?: OperatorRole;
  readonly disabled?: boolean;
  /** For somebody who lost theirs: authenticator app and passkeys go with the old one. */
  readonly password?: Password;
}

export type ChangeAccountOutcome =
  | { readonly outcome: 'changed'; readonly account: Account }
  | { readonly outcome: 'password_refused'; readonly rule: PasswordRule };

/**
 * Changes what an account may do, or lets its owner start afresh, and ends all its sessions. Nobody
 * changes their own: an owner cannot lock out the last one by mistake. If two owners do it to each
 * other, the admin key is still an owner.
 */
export async function changeAccount(
  ports: GatePorts & Pick<Ports, 'channels' | 'popularPasswords'>,
  operator: Operator,
  { name, role, disabled, password }: ChangeAccount,
): Promise<ChangeAccountOutcome> {
  if (operator.staff?.account === name) {
    const sentence = 'Nobody changes their own account here. Ask another owner, or use /session.';
    throw new Fault('forbidden', sentence);
  }
  if ((await findAccount(ports, name)) === null) throw unknownAccount();
  const rule = password === undefined ? null : brokenOperatorRule(ports, password, name);
  if (rule !== null) return { outcome: 'password_refused', rule };
  const call = await operatorsCall(ports, operator);
  if (password !== undefined) {
    await putPassword(ports, call, { subject: { id: name }, newPassword: password });
    for (const { id } of await ports.store.listPasskeys(name)) {
      await removePasskey(ports, operator, { account: name, id });
    }
  }
  const account = await ports.store.applyToAccount(name, (current): Decision<Account, Account> => {
    if (current === null) throw unknownAccount();
    const at = ports.clock.now();
    const next: Account = {
      ...current,
      role: role ?? current.role,
      disabledAt: disabled === undefined ? current.disabledAt : disabledAt(current, disabled, at),
      ...(password !== undefined && { totp: null, totpOffered: null }),
      epoch: current.epoch + 1,
    };
    const reason = [
      role !== undefined && `role ${role}`,
      disabled !== undefined && (disabled ? 'disabled' : 'enabled'),
      password !== undefined && 'new password, without authenticator app and passkeys',
    ]
      .filter(Boolean)
      .join(', ');
    const fact = { action: 'account.change', outcome: 'changed', subject: name, reason };
    return { next, audit: [auditEntry(call, at, fact)], result: next };
  });
  return { outcome: 'changed', account };
}

function disabledAt(current: Account, disabled: boolean, at: number): number | null {
  return disabled ? (current.disabledAt ?? at) : null;
}
