import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Subject } from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export type DeleteSubjectOutcome = { readonly outcome: 'deleted' | 'unknown_subject' };

/** Removes a subject with all its credentials and identifiers; the audit trail keeps its id. */
export function deleteSubject(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  id: string,
): Promise<DeleteSubjectOutcome> {
  const tenant = call.tenant.id;
  return store.applyToSubject(
    tenant,
    id,
    (current): Decision<Subject | null, DeleteSubjectOutcome> => {
      if (current === null) return { result: { outcome: 'unknown_subject' } };
      const at = clock.now();
      const outcome: DeleteSubjectOutcome = { outcome: 'deleted' };
      return {
        next: null,
        audit: [
          auditEntry(call, at, { action: 'subject.delete', outcome: 'deleted', subject: id }),
        ],
        events: [{ id: random.id(), type: 'subject.deleted', tenant, subject: id, at, data: {} }],
        ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
        result: outcome,
      };
    },
    'removed',
  );
}
