import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { DeletePinOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import type { CredentialDecision } from '../ports/store.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface DeletePin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly reason: string;
}

/**
 * Takes a PIN out of force. Its verifier moves to the history, so that the same PIN does not come
 * back at once, and the accounting stays: deleting is no way to fresh guesses at an old PIN.
 */
export async function deletePin(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: DeletePin,
): Promise<DeletePinOutcome> {
  const found = await findSubject(ports, call, command.subject);
  if (found === null) return { outcome: 'unknown_subject' };
  const { purpose, reason } = command;
  const key = { tenant: call.tenant.id, subject: found.id, purpose };
  return ports.store.applyToCredential(key, (current): CredentialDecision<DeletePinOutcome> => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const at = ports.clock.now();
    const outcome: DeletePinOutcome = { outcome: 'deleted' };
    const { tenant, subject } = key;
    const history = [current.verifier, ...current.history].slice(0, call.tenant.policy.history);
    const fact = { action: 'pin.delete', outcome: 'deleted', subject, purpose, reason };
    return {
      next: { ...current, verifier: null, history, mustChange: false, changedAt: at },
      audit: [auditEntry(call, at, fact)],
      events: [
        {
          id: ports.random.id(),
          type: 'pin.deleted',
          tenant,
          subject,
          at,
          data: { purpose, reason },
        },
      ],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
