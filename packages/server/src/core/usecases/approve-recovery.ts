import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { RecoveryDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface ApproveRecovery {
  readonly recovery: string;
  /** How staff made sure who is asking, for the audit trail. */
  readonly reason: string;
}

export type ApproveRecoveryOutcome = { readonly outcome: 'proven' | 'closed' };

/** Staff vouch for somebody who forgot their PIN. They neither see nor choose the new one. */
export function approveRecovery(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  { recovery: id, reason }: ApproveRecovery,
): Promise<ApproveRecoveryOutcome> {
  const tenant = call.tenant.id;
  return store.applyToRecovery(tenant, id, (current): RecoveryDecision<ApproveRecoveryOutcome> => {
    const at = clock.now();
    const open = current?.factor === 'staff' && current.state === 'open' && at < current.expiresAt;
    if (!open) return { result: { outcome: 'closed' } };
    const { subject, purpose } = current;
    const fact = { action: 'recovery.approve', outcome: 'proven', subject, purpose, reason };
    const data = { recovery: id, purpose };
    return {
      next: { ...current, state: 'proven' },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: random.id(), type: 'recovery.proven', tenant, subject, at, data }],
      result: { outcome: 'proven' },
    };
  });
}
