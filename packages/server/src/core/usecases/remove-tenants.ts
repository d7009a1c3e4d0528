import { auditEntry } from '../model/audit.ts';
import { MINUTE_MS } from '../model/instant.ts';
import type { TenantKey } from '../model/tenant-key.ts';
import type { Ports } from '../ports/ports.ts';
import { operatorsCall } from './operators/operators-tenant.ts';

/** In one transaction: a tenant may have millions, and others wait meanwhile. */
const ROWS_AT_ONCE = 200;

/** Calls that were under way when the tenant was hidden are over by then, and what they wrote too. */
const LATE_ROWS_MS = MINUTE_MS;

type RemovalPorts = Pick<Ports, 'store' | 'clock'>;

/**
 * Removes some more rows of tenants that were deleted; `true`: there may be more at once. Where it stops,
 * the next one goes on, also after a crash: which tenants are leaving is stored.
 */
export async function removeTenants(ports: RemovalPorts): Promise<boolean> {
  let removed = 0;
  for (const leaving of await ports.store.listLeavingTenants()) {
    const count = await ports.store.removeRows(leaving.tenant, ROWS_AT_ONCE);
    removed += count;
    if (count === 0) await noteRemoved(ports, leaving);
  }
  return removed > 0;
}

async function noteRemoved(ports: RemovalPorts, { tenant, shreddedAt }: TenantKey): Promise<void> {
  const at = ports.clock.now();
  if (at - (shreddedAt ?? at) < LATE_ROWS_MS) return;
  const by = { actor: 'system', dialect: 'system', source: '', requestId: `removal-${tenant}` };
  const call = await operatorsCall(ports, by);
  const fact = { action: 'tenant.delete', outcome: 'removed', reason: `${tenant}: no row is left` };
  await ports.store.noteRemoved(tenant, at, [auditEntry(call, at, fact)]);
}
