import { Fault, unreachable } from '../../fault.ts';
import { type Approval, type ApprovalState, basisOf, stateOf } from '../../model/approval.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { ApprovalDecision } from '../../ports/operator-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { type ConfigureTenant, configured, configuredFact } from '../configure-tenant.ts';
import { type ConfirmAll, confirmAll } from '../confirm-all.ts';
import { type DeleteTenant, deleteTenant } from '../delete-tenant.ts';
import { type UnlockedOne, type UnlockMany, unlockMany } from '../unlock-many.ts';

export interface SettleApproval {
  readonly id: string;
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

export interface Approved {
  readonly outcome: 'approved';
  readonly approval: Approval;
  /** What became of each, after a bulk unlock. */
  readonly results?: readonly UnlockedOne[];
  /** How many PINs, passwords and answers, after a bulk confirmation. */
  readonly confirmed?: number;
}

type SettlePorts = Pick<Ports, 'store' | 'clock' | 'random'>;
type ApprovePorts = SettlePorts & Pick<Ports, 'roots'>;

/**
 * A second person agrees, and what was asked for is done, once. A change of the tenant is written with
 * the approval in one transaction; people are unlocked after it, so that a crash may leave some of
 * them locked, but nobody unlocked twice; a tenant is deleted after it, or has to be asked for anew. Throws `forbidden` for whoever asked, `approval_not_found`,
 * and `approval_closed` for what is decided, over, or was judged against something that has changed.
 */
export async function approve(
  ports: ApprovePorts,
  call: Call,
  { id, reason }: SettleApproval,
): Promise<Approved> {
  const settled = await ports.store.applyToApproval(call.tenant.id, id, (approval, tenant) => {
    const open = requireOpen(ports, approval);
    if (open.requestedBy === call.actor) {
      throw new Fault('forbidden', 'Whoever asked cannot agree. Another operator has to.');
    }
    if (open.kind === 'tenant_deletion' && call.staff?.role !== 'owner') {
      throw new Fault('forbidden', 'Only an owner can agree to the deletion of a tenant.');
    }
    return decide(ports, call, { approval: open, tenant, reason });
  });
  if (settled.state === 'stale') {
    throw closed('What it would change has been changed since. Ask for the change anew.');
  }
  if (settled.kind === 'bulk_confirm') {
    const confirmed = await confirmAll(ports, call, settled.command as ConfirmAll);
    return { outcome: 'approved', approval: settled, confirmed };
  }
  if (settled.kind === 'tenant_deletion') {
    await deleteTenant(ports, call, settled.command as DeleteTenant);
  }
  if (settled.kind !== 'bulk_unlock') return { outcome: 'approved', approval: settled };
  const results = await unlockMany(ports, call, settled.command as UnlockMany);
  return { outcome: 'approved', approval: settled, results };
}

/** Somebody says no; whoever asked may take it back this way. Throws as {@link approve} does. */
export function rejectApproval(
  ports: SettlePorts,
  call: Call,
  { id, reason }: SettleApproval,
): Promise<Approval> {
  return ports.store.applyToApproval(call.tenant.id, id, (approval) => {
    return settle(ports, call, requireOpen(ports, approval), 'rejected', reason);
  });
}

interface ToDecide {
  readonly approval: Approval;
  readonly tenant: Tenant | null;
  readonly reason: string;
}

function decide(
  ports: SettlePorts,
  call: Call,
  { approval, tenant, reason }: ToDecide,
): ApprovalDecision<Approval> {
  switch (approval.kind) {
    case 'tenant_deletion': {
      const isReady = tenant !== null && tenant.suspendedAt !== null;
      if (!isReady) return settle(ports, call, approval, 'stale', 'no longer suspended');
      return settle(ports, call, approval, 'approved', reason);
    }
    case 'bulk_unlock':
    case 'bulk_confirm':
      return settle(ports, call, approval, 'approved', reason);
    case 'policy_weakening':
    case 'approvals_off': {
      if (tenant === null || basisOf(tenant) !== approval.basis) {
        return settle(ports, call, approval, 'stale', 'changed since it was asked for');
      }
      const at = ports.clock.now();
      const command = approval.command as ConfigureTenant;
      const settled = settle(ports, call, approval, 'approved', reason);
      const fact = configuredFact(command, `asked for by ${approval.requestedBy}, ${approval.id}`);
      return {
        ...settled,
        tenant: configured(tenant, command, at),
        audit: [...(settled.audit ?? []), auditEntry(call, at, fact)],
      };
    }
    default:
      return unreachable(approval.kind);
  }
}

function settle(
  { clock }: Pick<Ports, 'clock'>,
  call: Call,
  approval: Approval,
  state: Exclude<ApprovalState, 'pending' | 'expired'>,
  reason: string,
): ApprovalDecision<Approval> {
  const at = clock.now();
  const next: Approval = { ...approval, state, settledBy: call.actor, settledAt: at, reason };
  const why = `${approval.id}, ${approval.kind}, asked for by ${approval.requestedBy}: ${reason}`;
  const fact = { action: 'approval.settle', outcome: state, reason: why };
  return { next, audit: [auditEntry(call, at, fact)], result: next };
}

function requireOpen({ clock }: Pick<Ports, 'clock'>, approval: Approval | null): Approval {
  if (approval === null) {
    throw new Fault('approval_not_found', 'There is no such approval. List the approvals.');
  }
  const state = stateOf(approval, clock.now());
  if (state === 'pending') return approval;
  throw closed(`The approval is over: ${state}. Ask anew if it is still needed.`);
}

function closed(sentence: string): Fault {
  return new Fault('approval_closed', sentence);
}
