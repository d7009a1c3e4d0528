import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Language } from '../model/pages.ts';
import type { Device, Identifier, Subject } from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { acceptDevices, acceptIdentifiers } from './create-subject.ts';
import { digestDocuments, type PresentedDocument } from './identity-document.ts';

/** Each list replaces the one held; an absent list stays. */
export interface UpdateSubject {
  readonly identifiers?: readonly Identifier[];
  readonly devices?: readonly Device[];
  readonly documents?: readonly PresentedDocument[];
  readonly language?: Language | null;
}

/**
 * Answers the subject as it is now, or `null` for an unknown one. Throws `request_malformed` for
 * names that are none and `identifier_taken` for a taken identifier.
 */
export async function updateSubject(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  id: string,
  command: UpdateSubject,
): Promise<Subject | null> {
  const tenant = call.tenant.id;
  const identifiers = command.identifiers && acceptIdentifiers(command.identifiers);
  const devices = command.devices && acceptDevices(command.devices);
  const documents =
    command.documents && (await digestDocuments(ports.sealer, tenant, command.documents));
  return ports.store.applyToSubject(tenant, id, (current): Decision<Subject, Subject | null> => {
    if (current === null) return { result: null };
    const at = ports.clock.now();
    const subject: Subject = {
      ...current,
      identifiers: identifiers ?? current.identifiers,
      devices: devices ?? current.devices,
      documents: documents ?? current.documents,
      language: command.language === undefined ? current.language : command.language,
    };
    const reason = Object.keys(command).join(', ');
    const fact = { action: 'subject.update', outcome: 'updated', subject: id, reason };
    return {
      next: subject,
      ...(losesAddress(current, subject) && { voidProofs: { subject: id, at } }),
      audit: [auditEntry(call, at, fact)],
      events: [
        { id: ports.random.id(), type: 'subject.updated', tenant, subject: id, at, data: {} },
      ],
      ...(call.receipt && { receipt: { ...call.receipt, outcome: subject } }),
      result: subject,
    };
  });
}

/** Sign-ins may rest on a number or mail address: gone, it may be somebody else's by now. */
function losesAddress(before: Subject, after: Subject): boolean {
  const kept = new Set(after.identifiers.map(({ type, value }) => `${type}:${value}`));
  return before.identifiers.some(({ type, value }) => !kept.has(`${type}:${value}`));
}
