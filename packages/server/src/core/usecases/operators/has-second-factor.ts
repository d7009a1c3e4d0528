import type { Account } from '../../model/operator.ts';
import type { Ports } from '../../ports/ports.ts';

/** Whether an account has something beside its password: an authenticator app, or a passkey. */
export async function hasSecondFactor(
  { store }: Pick<Ports, 'store'>,
  { name, totp }: Pick<Account, 'name' | 'totp'>,
): Promise<boolean> {
  return totp !== null || (await store.listPasskeys(name)).length > 0;
}
