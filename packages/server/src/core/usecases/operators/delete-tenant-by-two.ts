import type { Call } from '../../model/call.ts';
import type { Ports } from '../../ports/ports.ts';
import {
  type DeleteTenant,
  type DeleteTenantOutcome,
  deleteTenant,
  requireDeletable,
} from '../delete-tenant.ts';
import { type ApprovalNeeded, requestApproval } from './request-approval.ts';

/** Deletes a tenant, or asks a second person where the tenant wants one for anything. */
export async function deleteTenantByTwo(
  ports: Pick<Ports, 'store' | 'clock' | 'random' | 'roots'>,
  call: Call,
  command: DeleteTenant,
): Promise<DeleteTenantOutcome | ApprovalNeeded> {
  requireDeletable(call, command.confirm);
  const { policyWeakening, bulkUnlock } = call.tenant.approvals;
  if (!policyWeakening && !bulkUnlock) return deleteTenant(ports, call, command);
  const changes = [
    `the tenant ${call.tenant.id} is deleted with its people, their PINs and its audit trail, for good`,
  ];
  return requestApproval(ports, call, { kind: 'tenant_deletion', changes, command, basis: null });
}
