import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Subject } from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface SuspendSubject {
  readonly id: string;
  readonly reason: string;
  readonly to: 'suspended' | 'resumed';
}

/** Closes or reopens the door for one person. Answers the subject, or `null` for an unknown one. */
export function suspendSubject(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  { id, reason, to }: SuspendSubject,
): Promise<Subject | null> {
  const tenant = call.tenant.id;
  return store.applyToSubject(tenant, id, (current): Decision<Subject, Subject | null> => {
    if (current === null) return { result: null };
    const at = clock.now();
    const suspendedAt = to === 'suspended' ? (current.suspendedAt ?? at) : null;
    const next = { ...current, suspendedAt };
    const action = to === 'suspended' ? 'subject.suspend' : 'subject.resume';
    return {
      next,
      // For good: whoever comes back signs in anew.
      ...(to === 'suspended' && { voidProofs: { subject: id, at } }),
      audit: [auditEntry(call, at, { action, outcome: to, subject: id, reason })],
      events: [
        { id: random.id(), type: `subject.${to}`, tenant, subject: id, at, data: { reason } },
      ],
      result: next,
    };
  });
}
