import { type Account, OPERATORS_TENANT } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import type { SealContext } from '../../ports/sealer.ts';

/** The secret is sealed to its account: copied to another one it opens nothing. */
export function totpContext({ name }: Pick<Account, 'name'>): SealContext {
  return { tenant: OPERATORS_TENANT, label: 'operator-totp', binding: [name] };
}

/**
 * Whether a code is right, and was not used before on any node: its step has to be above that of
 * every code that was used. A right code is used up by this, whatever comes of it.
 */
export async function useTotpCode(
  { store, sealer, totp, clock }: Pick<Ports, 'store' | 'sealer' | 'totp' | 'clock'>,
  account: Pick<Account, 'name'>,
  sealed: Uint8Array,
  code: string,
): Promise<boolean> {
  const secret = await sealer.open(totpContext(account), sealed);
  const step = totp.stepOf(secret, code, clock.now());
  if (step === null) return false;
  const key = {
    ...{ tenant: OPERATORS_TENANT, subject: account.name },
    ...{ kind: 'operator:totp', id: 'step' },
  };
  return store.applyToMark(key, (mark): Decision<bigint, boolean> => {
    const isNew = BigInt(step) > mark;
    return isNew ? { next: BigInt(step), result: true } : { result: false };
  });
}
