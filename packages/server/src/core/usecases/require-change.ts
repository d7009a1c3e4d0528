import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Ports } from '../ports/ports.ts';
import type { CredentialDecision } from '../ports/store.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface RequireChange {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly reason: string;
}

export type RequireChangeOutcome = {
  readonly outcome: 'change_required' | 'not_set' | 'unknown_subject';
};

/** Staff demand a new PIN at the next use; the present one stays right until then. */
export async function requireChange(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: RequireChange,
): Promise<RequireChangeOutcome> {
  const found = await findSubject(ports, call, command.subject);
  if (found === null) return { outcome: 'unknown_subject' };
  const { purpose, reason } = command;
  const key = { tenant: call.tenant.id, subject: found.id, purpose };
  return ports.store.applyToCredential(key, (current): CredentialDecision<RequireChangeOutcome> => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const at = ports.clock.now();
    const { tenant, subject } = key;
    const fact = {
      action: 'pin.require_change',
      outcome: 'change_required',
      subject,
      purpose,
      reason,
    };
    const data = { purpose, reason };
    return {
      next: { ...current, mustChange: true },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: ports.random.id(), type: 'pin.change_required', tenant, subject, at, data }],
      result: { outcome: 'change_required' },
    };
  });
}
