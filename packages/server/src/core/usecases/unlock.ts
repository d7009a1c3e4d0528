import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { UnlockOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface Unlock {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

/** Staff give a person a fresh budget: timed lock, hard cap and holds all end. */
export async function unlock(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: Unlock,
): Promise<UnlockOutcome> {
  const found = await findSubject(ports, call, command.subject);
  if (found === null) return { outcome: 'unknown_subject' };
  const { purpose, reason } = command;
  const key = { tenant: call.tenant.id, subject: found.id, purpose };
  return ports.store.applyToCredential(key, (current) => {
    const at = ports.clock.now();
    const lockout = reduceLockout(current.lockout, { type: 'unlocked' }, call.tenant.policy, at);
    const { tenant, subject } = key;
    const fact = { action: 'pin.unlock', outcome: 'unlocked', subject, purpose, reason };
    const data = { purpose, reason };
    return {
      next: { ...current, lockout },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: ports.random.id(), type: 'pin.unlocked', tenant, subject, at, data }],
      result: { outcome: 'unlocked' },
    };
  });
}
