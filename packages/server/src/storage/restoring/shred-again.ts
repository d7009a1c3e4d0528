import type { Instant } from '../../core/model/instant.ts';
import type { Engine } from '../engine/engine.ts';
import { shredTenantKey } from '../queries/tenant-keys.ts';
import { hideTenant } from '../queries/tenant-rows.ts';
import { selectTenant } from '../queries/tenants.ts';

/**
 * Tenants that were deleted since a copy was made are in it, with their keys: takes those away as their
 * deletion did, and leaves the word that no such tenant is made again. Their rows go when a server
 * runs. Answers which of them were there.
 */
export async function shredAgain(
  engine: Engine,
  tenants: readonly string[],
  now: Instant,
): Promise<readonly string[]> {
  const wereThere: string[] = [];
  for (const tenant of tenants) {
    const writes = [shredTenantKey(tenant, now), hideTenant(tenant, now)];
    const wasThere = await engine.commit({
      reads: [selectTenant(tenant)],
      decide: ([row]) => ({ writes, result: row !== undefined }),
    });
    if (wasThere) wereThere.push(tenant);
  }
  return wereThere;
}
