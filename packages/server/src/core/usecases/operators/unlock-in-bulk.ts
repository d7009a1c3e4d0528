import type { Call } from '../../model/call.ts';
import type { Ports } from '../../ports/ports.ts';
import { type UnlockedOne, type UnlockMany, unlockMany } from '../unlock-many.ts';
import { type ApprovalNeeded, requestApproval } from './request-approval.ts';

export type UnlockInBulkOutcome =
  | { readonly outcome: 'unlocked'; readonly results: readonly UnlockedOne[] }
  | ApprovalNeeded;

/** Unlocks many people, or asks for a second person first, where the tenant wants one. */
export async function unlockInBulk(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: UnlockMany,
): Promise<UnlockInBulkOutcome> {
  const count = new Set(command.subjects).size;
  if (!call.tenant.approvals.bulkUnlock || count < 2) {
    return { outcome: 'unlocked', results: await unlockMany(ports, call, command) };
  }
  const changes = [`${count} people are unlocked: ${command.reason}`];
  return requestApproval(ports, call, { kind: 'bulk_unlock', changes, command, basis: null });
}
