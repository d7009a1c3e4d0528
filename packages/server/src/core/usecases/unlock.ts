import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { reduceAll } from '../model/guess-budget.ts';
import type { UnlockOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import { applyToPin, type PinRef } from './apply-to-pin.ts';
import { clearRecoveryCounters } from './clear-counters.ts';
import { findSubject } from './find-subject.ts';

export interface Unlock extends PinRef {
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

/**
 * Staff give a person a fresh budget: timed lock, hard cap and holds all end, and with them what
 * stands against guessing this person's one-time codes and answers.
 */
export async function unlock(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: Unlock,
): Promise<UnlockOutcome> {
  const { reason } = command;
  const subject = await findSubject(ports, call, command.subject);
  if (subject !== null) {
    const { purpose } = command;
    await clearRecoveryCounters(ports, call, {
      tenant: subject.tenant,
      subject: subject.id,
      purpose,
    });
  }
  return applyToPin<UnlockOutcome>(ports, call, command, (current, { key, at, event }) => {
    const unlocked = reduceAll(current, { type: 'unlocked' }, call.tenant.policy, at);
    return {
      next: { ...unlocked, unlockedAt: at },
      audit: [auditEntry(call, at, { action: 'pin.unlock', outcome: 'unlocked', ...key, reason })],
      events: [event('pin.unlocked', { reason })],
      result: { outcome: 'unlocked' },
    };
  });
}
