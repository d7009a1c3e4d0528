import { type AuditFilter, auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { TrailEntry } from '../model/trail.ts';
import type { Ports } from '../ports/ports.ts';

export interface ExportTrail {
  readonly format: string;
  readonly filter: AuditFilter;
}

/**
 * Hands out a tenant's trail, oldest first. That it was handed out is in the trail before the first
 * entry leaves: whoever reads everything about everybody leaves a trace.
 */
export async function exportTrail(
  { store, trail, clock }: Pick<Ports, 'store' | 'trail' | 'clock'>,
  call: Call,
  { format, filter }: ExportTrail,
): Promise<AsyncIterable<readonly TrailEntry[]>> {
  const tenant = call.tenant.id;
  const reason = [format, ...Object.keys(filter)].join(', ');
  const fact = { action: 'audit.export', outcome: 'exported', reason };
  await store.record(tenant, { audit: [auditEntry(call, clock.now(), fact)] });
  return trail.readEntries(tenant, filter);
}
