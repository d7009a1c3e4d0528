import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Device, Identifier, Subject } from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { acceptIdentifiers } from './create-subject.ts';

/** What a dialect wants to change about a subject; `undefined` changes nothing. */
export type SubjectChange = {
  readonly devices?: readonly Device[];
  /** Adds one; throws `identifier_taken` for another subject's. */
  readonly addIdentifier?: Identifier;
  /** Replaces this dialect's own note. */
  readonly note?: unknown;
};

/**
 * Lets a dialect decide on devices, another identifier and its own note with the newest state of the
 * subject, so that of two devices racing to be bound exactly one wins. Answers the subject as it is afterwards,
 * or `null` for an unknown one.
 */
export function noteSubject(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  id: string,
  decide: (subject: Subject) => SubjectChange | undefined,
): Promise<Subject | null> {
  const tenant = call.tenant.id;
  return store.applyToSubject(tenant, id, (current): Decision<Subject, Subject | null> => {
    if (current === null) return { result: null };
    const change = decide(current);
    if (change === undefined) return { result: current };
    const at = clock.now();
    const next: Subject = {
      ...current,
      devices: change.devices ?? current.devices,
      identifiers: change.addIdentifier
        ? [...current.identifiers, ...acceptIdentifiers([change.addIdentifier])]
        : current.identifiers,
      notes: 'note' in change ? { ...current.notes, [call.dialect]: change.note } : current.notes,
    };
    const reason = Object.keys(change).join(', ');
    const fact = { action: 'subject.note', outcome: 'noted', subject: id, reason };
    return {
      next,
      audit: [auditEntry(call, at, fact)],
      ...((change.devices ?? change.addIdentifier) && {
        events: [{ id: random.id(), type: 'subject.updated', tenant, subject: id, at, data: {} }],
      }),
      result: next,
    };
  });
}
