import { Fault } from '../../fault.ts';
import type { Account } from '../../model/operator.ts';
import { isStorable } from '../../model/storable-text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';

/** An account by the name somebody typed; `null` for nobody's. */
export async function findAccount(
  { store }: Pick<Ports, 'store'>,
  name: string,
): Promise<Account | null> {
  return isStorable(name) ? store.readAccount(name) : null;
}

/** The account of whoever calls. Throws `forbidden` for a call with the admin key. */
export async function ownAccount(
  { store }: Pick<Ports, 'store'>,
  { staff }: Operator,
): Promise<Account> {
  const name = staff?.account ?? null;
  const account = name === null ? null : await store.readAccount(name);
  if (account !== null) return account;
  const sentence = 'The admin key has no account of its own. Sign in with an account for this.';
  throw new Fault('forbidden', sentence);
}

export function unknownAccount(): Fault {
  return new Fault('account_not_found', 'There is no such account. List the accounts.');
}
