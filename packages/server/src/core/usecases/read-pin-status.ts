import type { Call } from '../model/call.ts';
import { mustChangePin } from '../model/credential.ts';
import { viewBudget } from '../model/guess-budget.ts';
import { suspendedView } from '../model/lockout-view.ts';
import type { StatusOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface ReadPinStatus {
  readonly subject: SubjectRef;
  readonly purpose: string;
}

/**
 * What may be known about a PIN without typing it; of its budgets, the one that strangers share. Costs
 * nothing and changes nothing.
 */
export async function readPinStatus(
  ports: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  query: ReadPinStatus,
): Promise<StatusOutcome> {
  const subject = await findSubject(ports, call, query.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose: query.purpose };
  const credential = await ports.store.readCredential(key);
  const now = ports.clock.now();
  const view = viewBudget(credential, null, call.tenant.policy, now);
  const disabled = subject.suspendedAt !== null;
  const state = view.locked ? 'locked' : 'active';
  return {
    outcome: 'status',
    state: disabled ? 'disabled' : credential.verifier === null ? 'not_set' : state,
    kind: credential.verifier?.kind ?? null,
    lockout: disabled ? suspendedView(view) : view,
    changedAt: credential.changedAt,
    verifiedAt: credential.verifiedAt,
    mustChange: credential.verifier !== null && mustChangePin(credential, call.tenant.policy, now),
  };
}
