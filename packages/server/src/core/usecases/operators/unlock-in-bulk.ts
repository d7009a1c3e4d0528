import type { Call } from '../../model/call.ts';
import type { Ports } from '../../ports/ports.ts';
import { type UnlockedOne, type UnlockMany, unlockMany } from '../unlock-many.ts';
import { type ApprovalNeeded, requestApproval } from './request-approval.ts';

export type UnlockInBulkOutcome =
  | { readonly outcome: 'unlocked'; readonly results: readonly UnlockedOne[] }
  | ApprovalNeeded;

/** Of the people in a request, so many are named to whoever has to agree. */
const NAMED_MAX = 20;

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
  const named = [...new Set(command.subjects)].slice(0, NAMED_MAX).join(', ');
  const more = count > NAMED_MAX ? ` and ${count - NAMED_MAX} more` : '';
  const changes = [
    `${count} people are unlocked for ${command.purpose}: ${command.reason}`,
    `they are ${named}${more}`,
  ];
  return requestApproval(ports, call, { kind: 'bulk_unlock', changes, command, basis: null });
}
