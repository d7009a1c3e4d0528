import { DAY_MS } from '../model/instant.ts';
import type { Ports } from '../ports/ports.ts';

/** A trail that cannot be shortened, because an entry in what is old is not as it was written. */
export interface KeptTrail {
  readonly tenant: string;
  readonly seq: number;
}

/** Drops entries that tenants keep no longer. Tenants keep them for ever unless they say how long. */
export async function dropOldEntries({
  store,
  trail,
  clock,
}: Pick<Ports, 'store' | 'trail' | 'clock'>): Promise<readonly KeptTrail[]> {
  const kept: KeptTrail[] = [];
  for (const { id: tenant, auditRetentionDays: days } of await store.listTenants()) {
    if (days === null) continue;
    const now = clock.now();
    const { stoppedAt: seq } = await trail.dropEntries(tenant, now - days * DAY_MS, now);
    if (seq !== null) kept.push({ tenant, seq });
  }
  return kept;
}
