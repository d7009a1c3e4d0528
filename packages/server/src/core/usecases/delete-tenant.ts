import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { Ports } from '../ports/ports.ts';
import { operatorsCall } from './operators/operators-tenant.ts';

export interface DeleteTenant {
  /** The tenant's id once more, as whoever asks typed it. */
  readonly confirm: string;
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

/** The rows go in the background; nothing opens them any more. */
export type DeleteTenantOutcome = { readonly outcome: 'deleted' };

/**
 * Throws the key of a suspended tenant away, which leaves nothing of it that opens, and hides it; its
 * rows follow some at a time. What is left says that there was a tenant of this id, and the trail of the
 * operators who deleted it. Throws `tenant_not_suspended`, and `request_malformed` where the id was
 * not confirmed.
 */
export async function deleteTenant(
  ports: Pick<Ports, 'store' | 'clock' | 'roots'>,
  call: Call,
  { confirm, reason }: DeleteTenant,
): Promise<DeleteTenantOutcome> {
  const { id } = call.tenant;
  requireDeletable(call, confirm);
  const trail = await operatorsCall(ports, call);
  const at = ports.clock.now();
  const fact = { action: 'tenant.delete', outcome: 'deleted', reason: `${id}: ${reason}` };
  const mayGo = (suspendedAt: Instant | null) => suspendedAt !== null;
  const isGone = await ports.store.shredTenant(id, at, mayGo, [auditEntry(trail, at, fact)]);
  if (!isGone) throw notSuspended();
  ports.roots.forgetTenants();
  return { outcome: 'deleted' };
}

/** What has to hold before anybody is asked to agree. */
export function requireDeletable({ tenant }: Call, confirm: string): void {
  if (confirm !== tenant.id) {
    throw new Fault(
      'request_malformed',
      'confirm has to be the id of the tenant, typed once more.',
    );
  }
  if (tenant.suspendedAt === null) throw notSuspended();
}

function notSuspended(): Fault {
  const sentence = 'Only a suspended tenant can be deleted. Suspend it, look, then delete it.';
  return new Fault('tenant_not_suspended', sentence);
}
