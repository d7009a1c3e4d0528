import { APPROVAL_LIFE_MS, type Approval } from '../../model/approval.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import type { Traces } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';

/** What is asked for. */
export type RequestedApproval = Pick<Approval, 'kind' | 'changes' | 'command' | 'basis'>;

export interface ApprovalNeeded {
  readonly outcome: 'approval_needed';
  readonly approval: Approval;
}

/** Keeps a command until a second person agrees, for a day. Nothing else happens yet. */
export async function requestApproval(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  requested: RequestedApproval,
): Promise<ApprovalNeeded> {
  const { approval, ...traces } = askFor(ports, call, requested);
  await ports.store.record(call.tenant.id, { approval, ...traces });
  return { outcome: 'approval_needed', approval };
}

/** The same as part of a decision that found out that it takes a second person. */
export function askFor(
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  call: Call,
  requested: RequestedApproval,
): Required<Pick<Traces, 'approval' | 'audit'>> {
  const at = clock.now();
  const approval: Approval = {
    ...{ id: random.id(), tenant: call.tenant.id, ...requested },
    ...{ requestedBy: call.actor, requestedAt: at, expiresAt: at + APPROVAL_LIFE_MS },
    ...{ state: 'pending', settledBy: null, settledAt: null, reason: null },
  };
  const reason = `${approval.id}, ${approval.kind}: ${approval.changes.join('; ')}`;
  const fact = { action: 'approval.request', outcome: 'requested', reason };
  return { approval, audit: [auditEntry(call, at, fact)] };
}
