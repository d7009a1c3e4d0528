import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface Hold {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** End of the hold; `null`: until staff unlock. */
  readonly until: Instant | null;
  readonly reason: string;
}

export type HoldOutcome = { readonly outcome: 'held' | 'unknown_subject' };

/**
 * Stops a credential from outside, without a guess: a gateway's own ladder, or staff. Can only
 * raise what is in force; an earlier end than the present one changes nothing.
 */
export async function hold(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: Hold,
): Promise<HoldOutcome> {
  const found = await findSubject(ports, call, command.subject);
  if (found === null) return { outcome: 'unknown_subject' };
  const { purpose, reason, until } = command;
  const key = { tenant: call.tenant.id, subject: found.id, purpose };
  return ports.store.applyToCredential(key, (current) => {
    const at = ports.clock.now();
    const lockout = reduceLockout(current.lockout, { type: 'held', until }, call.tenant.policy, at);
    const { tenant, subject } = key;
    const fact = { action: 'pin.hold', outcome: 'held', subject, purpose, reason };
    const data = { purpose, until: lockout.hold?.until ?? null };
    return {
      next: { ...current, lockout },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: ports.random.id(), type: 'pin.held', tenant, subject, at, data }],
      result: { outcome: 'held' },
    };
  });
}
