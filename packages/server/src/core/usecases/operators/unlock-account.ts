import { OPERATORS_TENANT } from '../../model/operator.ts';
import { passwordKey } from '../../model/password.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { unlock } from '../unlock.ts';
import { findAccount, unknownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';

/** Gives an operator fresh guesses at the password. Throws `account_not_found`. */
export async function unlockAccount(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  operator: Operator,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<void> {
  if ((await findAccount(ports, name)) === null) throw unknownAccount();
  const { purpose } = passwordKey({ tenant: OPERATORS_TENANT, subject: name });
  const call = await operatorsCall(ports, operator);
  await unlock(ports, call, { subject: { id: name }, purpose, reason });
}
