import { path } from './address.ts';
import { call, get } from './request.ts';
import type { Role } from './session.ts';

/** Somebody who may use the console. */
export interface Account {
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly totp: boolean;
  readonly createdAt: string;
}

/** The account as it is now, or the rule that refused its password. */
export type AccountAnswer =
  | Account
  | { readonly outcome: 'password_refused'; readonly rule: string };

export async function listAccounts(signal?: AbortSignal): Promise<readonly Account[]> {
  return (await get<{ readonly accounts: readonly Account[] }>('/accounts', signal)).accounts;
}

export function createAccount(account: {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}): Promise<AccountAnswer> {
  return call('POST', '/accounts', account);
}

export function changeAccount(
  name: string,
  change: { readonly role?: Role; readonly disabled?: boolean; readonly password?: string },
): Promise<AccountAnswer> {
  return call('PATCH', path`/accounts/${name}`, change);
}

export function unlockAccount(name: string, reason: string): Promise<unknown> {
  return call('POST', path`/accounts/${name}/unlock`, { reason });
}
