import { DAY_MS } from '../model/instant.ts';
import { AUDIT_RETENTION_MIN_DAYS } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';

/** A trail that cannot be shortened, because an entry in what is old is not as it was written. */
export interface KeptTrail {
  readonly tenant: string;
  readonly seq: number;
}

/** Stands for the place of an entry that could not even be read. */
const UNREADABLE = -1;

/** Drops entries that tenants keep no longer. Tenants keep them for ever unless they say how long. */
export async function dropOldEntries({
  store,
  trail,
  clock,
}: Pick<Ports, 'store' | 'trail' | 'clock'>): Promise<readonly KeptTrail[]> {
  const kept: KeptTrail[] = [];
  for (const { id: tenant, auditRetentionDays: days } of await store.listTenants()) {
    // The column is no more than that: whoever writes the database must not have all of it dropped.
    if (days === null || days < AUDIT_RETENTION_MIN_DAYS) continue;
    const now = clock.now();
    // One that cannot be read must not keep the others from being shortened.
    const dropped = await trail
      .dropEntries(tenant, now - days * DAY_MS, now)
      .catch(() => ({ stoppedAt: UNREADABLE }));
    if (dropped.stoppedAt !== null) kept.push({ tenant, seq: dropped.stoppedAt });
  }
  return kept;
}
