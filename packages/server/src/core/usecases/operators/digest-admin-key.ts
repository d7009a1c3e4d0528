import { OPERATORS_TENANT } from '../../model/operator.ts';
import type { Sealer } from '../../ports/sealer.ts';

/** What sessions opened with the admin key are bound to. Keyed: a chosen key may be a poor one. */
export function digestAdminKey(sealer: Sealer, adminKey: string): Promise<string> {
  return sealer.digest({ tenant: OPERATORS_TENANT, label: 'admin-key', binding: [] }, adminKey);
}
