import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  type Device,
  type Identifier,
  normaliseIdentifier,
  type Subject,
} from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';
import type { Decision } from '../ports/store.ts';
import { digestDocuments, type PresentedDocument } from './identity-document.ts';

/** Each list replaces the one held; an absent list stays. */
export interface UpdateSubject {
  readonly identifiers?: readonly Identifier[];
  readonly devices?: readonly Device[];
  readonly documents?: readonly PresentedDocument[];
}

/** Answers the subject as it is now, or `null` for an unknown one. */
export async function updateSubject(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  id: string,
  command: UpdateSubject,
): Promise<Subject | null> {
  const tenant = call.tenant.id;
  const documents =
    command.documents && (await digestDocuments(ports.sealer, tenant, command.documents));
  return ports.store.applyToSubject(tenant, id, (current): Decision<Subject, Subject | null> => {
    if (current === null) return { result: null };
    const at = ports.clock.now();
    const subject: Subject = {
      ...current,
      identifiers: command.identifiers?.map(normaliseIdentifier) ?? current.identifiers,
      devices: command.devices ?? current.devices,
      documents: documents ?? current.documents,
    };
    const reason = Object.keys(command).join(', ');
    const fact = { action: 'subject.update', outcome: 'updated', subject: id, reason };
    return {
      next: subject,
      audit: [auditEntry(call, at, fact)],
      events: [
        { id: ports.random.id(), type: 'subject.updated', tenant, subject: id, at, data: {} },
      ],
      ...(call.receipt && { receipt: { ...call.receipt, outcome: subject } }),
      result: subject,
    };
  });
}
