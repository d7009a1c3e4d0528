import type { Call } from '../../model/call.ts';
import type { Ports } from '../../ports/ports.ts';
import { type ConfirmAll, confirmAll } from '../confirm-all.ts';
import { type ApprovalNeeded, requestApproval } from './request-approval.ts';

export type ConfirmInBulkOutcome =
  | { readonly outcome: 'confirmed'; readonly count: number }
  | ApprovalNeeded;

/**
 * Confirms everything of a tenant that waits for it, or asks for a second person first, where the
 * tenant wants one to unlock many.
 */
export async function confirmInBulk(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: ConfirmAll,
): Promise<ConfirmInBulkOutcome> {
  if (!call.tenant.approvals.bulkUnlock) {
    return { outcome: 'confirmed', count: await confirmAll(ports, call, command) };
  }
  const changes = [`every PIN that waits to be confirmed counts again: ${command.reason}`];
  return requestApproval(ports, call, { kind: 'bulk_confirm', changes, command, basis: null });
}
