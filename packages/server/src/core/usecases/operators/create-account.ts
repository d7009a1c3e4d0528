import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import type { Account, OperatorRole } from '../../model/operator.ts';
import type { Password, PasswordRule } from '../../model/password.ts';
import type { Subject } from '../../model/subject.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { putPassword } from '../put-password.ts';
import type { GatePorts } from '../test-pin.ts';
import { brokenOperatorRule } from './operator-password.ts';
import { operatorsCall } from './operators-tenant.ts';

export interface CreateAccount {
  readonly name: string;
  readonly role: OperatorRole;
  readonly password: Password;
}

export type CreateAccountOutcome =
  | { readonly outcome: 'created'; readonly account: Account }
  | { readonly outcome: 'password_refused'; readonly rule: PasswordRule };

/**
 * Makes an account with its first password. Throws `account_exists` for a name that has or had one:
 * what the trail says of a name is about one person. Died half-way, it can be repeated until the
 * account is there; without a password it lets nobody in.
 */
export async function createAccount(
  ports: GatePorts & Pick<Ports, 'channels' | 'popularPasswords'>,
  operator: Operator,
  { name, role, password }: CreateAccount,
): Promise<CreateAccountOutcome> {
  const rule = brokenOperatorRule(ports, password, name);
  if (rule !== null) return { outcome: 'password_refused', rule };
  const call = await operatorsCall(ports, operator);
  await makeSubject(ports, call, name);
  const account = await ports.store.applyToAccount(name, (current): Decision<Account, Account> => {
    if (current !== null) {
      throw new Fault('account_exists', 'There is an account of this name. Choose another name.');
    }
    const at = ports.clock.now();
    const next: Account = {
      ...{ name, role, disabledAt: null, epoch: 1, totp: null, totpOffered: null, createdAt: at },
    };
    const fact = { action: 'account.create', outcome: 'created', subject: name, reason: role };
    return { next, audit: [auditEntry(call, at, fact)], result: next };
  });
  await putPassword(ports, call, { subject: { id: name }, newPassword: password });
  return { outcome: 'created', account };
}

/** What the gate counts guesses at. No event tells of it: it is nobody's customer. */
function makeSubject({ store, clock }: GatePorts, call: Call, id: string): Promise<void> {
  const tenant = call.tenant.id;
  return store.applyToSubject(tenant, id, (current) => {
    if (current !== null) return { result: undefined };
    const lists = { identifiers: [], devices: [], documents: [], notes: {}, language: null };
    const next: Subject = { tenant, id, ...lists, createdAt: clock.now(), suspendedAt: null };
    return { next, result: undefined };
  });
}
