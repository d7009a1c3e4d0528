import { TENANT_SECRET_BYTES, type TenantKey } from '../../model/tenant-key.ts';
import type { Ports } from '../../ports/ports.ts';
import type { SealContext } from '../../ports/sealer.ts';

/** The label is known to `crypto/`, which opens what is sealed here. */
export const TENANT_KEY_LABEL = 'tenant-key';

/** Sealed by the installation, to the tenant it is for: put in another's place it opens nothing. */
export function tenantKeyContext(tenant: string): SealContext {
  return { tenant: '', label: TENANT_KEY_LABEL, binding: [tenant] };
}

/** A new secret for a tenant; whoever writes it says since when, and what depends on it. */
export async function makeTenantKey(
  { sealer, random }: Pick<Ports, 'sealer' | 'random'>,
  tenant: string,
): Promise<Omit<TenantKey, 'digests' | 'createdAt'>> {
  const sealed = await sealer.seal(tenantKeyContext(tenant), random.bytes(TENANT_SECRET_BYTES));
  return { tenant, sealed, shreddedAt: null, removedAt: null };
}
