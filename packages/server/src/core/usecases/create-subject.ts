import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Language } from '../model/pages.ts';
import {
  brokenIdentifierRule,
  type Device,
  type Identifier,
  normaliseDevice,
  normaliseIdentifier,
  type Subject,
} from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { digestDocuments, type PresentedDocument } from './identity-document.ts';

export interface CreateSubject {
  /** The tenant's own id; a new one is made when absent. */
  readonly id?: string;
  readonly identifiers?: readonly Identifier[];
  readonly devices?: readonly Device[];
  readonly documents?: readonly PresentedDocument[];
  readonly language?: Language;
  /** What the dialect of the call wants to remember about the subject. */
  readonly note?: unknown;
}

/**
 * Throws `subject_exists` for a taken id, `identifier_taken` for a taken identifier and
 * `request_malformed` for names that are none.
 */
export async function createSubject(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  command: CreateSubject,
): Promise<Subject> {
  const id = command.id ?? ports.random.id();
  const tenant = call.tenant.id;
  const identifiers = acceptIdentifiers(command.identifiers ?? []);
  const devices = acceptDevices(command.devices ?? []);
  const documents = await digestDocuments(ports.sealer, tenant, command.documents ?? []);
  return ports.store.applyToSubject(tenant, id, (current): Decision<Subject, Subject> => {
    if (current !== null) {
      throw new Fault('subject_exists', 'A subject with this id exists. Choose another id.');
    }
    const at = ports.clock.now();
    const subject: Subject = {
      tenant,
      id,
      identifiers,
      devices,
      documents,
      notes: command.note === undefined ? {} : { [call.dialect]: command.note },
      language: command.language ?? null,
      createdAt: at,
      suspendedAt: null,
    };
    return {
      next: subject,
      audit: [auditEntry(call, at, { action: 'subject.create', outcome: 'created', subject: id })],
      events: [
        { id: ports.random.id(), type: 'subject.created', tenant, subject: id, at, data: {} },
      ],
      ...(call.receipt && { receipt: { ...call.receipt, outcome: subject } }),
      result: subject,
    };
  });
}

/** Identifiers in their one spelling. Throws `request_malformed`, which says what is allowed. */
export function acceptIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  const normalised = identifiers.map(normaliseIdentifier);
  for (const identifier of normalised) {
    const rule = brokenIdentifierRule(identifier);
    if (rule !== null) throw new Fault('request_malformed', `An identifier of type ${rule}.`);
  }
  return normalised;
}

/** Devices in their one spelling. Throws `request_malformed` for two of one type. */
export function acceptDevices(devices: readonly Device[]): readonly Device[] {
  const normalised = devices.map(normaliseDevice);
  if (new Set(normalised.map(({ type }) => type)).size === normalised.length) return normalised;
  const sentence = 'A subject has at most one device of each type; letter case does not count.';
  throw new Fault('request_malformed', sentence);
}
