import type { Sealer } from '../ports/sealer.ts';
import type { SingleUseKey } from '../ports/store.ts';

/**
 * Where a grant is kept: under a keyed digest of its token, so that neither the database nor a
 * backup holds anything a PIN could be reset with.
 */
export async function grantKey(
  sealer: Sealer,
  tenant: string,
  token: string,
): Promise<SingleUseKey> {
  const id = await sealer.digest({ tenant, label: 'grant', binding: [] }, token);
  return { tenant, kind: 'grant', id };
}

/**
 * The grant of a completed recovery. Derived, not drawn: asking twice gives the same token, so a
 * caller whose connection broke gets its grant without a second one existing.
 */
export function grantToken(sealer: Sealer, tenant: string, recovery: string): Promise<string> {
  return sealer.digest({ tenant, label: 'grant-token', binding: [] }, recovery);
}
