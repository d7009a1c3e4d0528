import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { Ports } from '../ports/ports.ts';
import { applyToPin, type PinRef } from './apply-to-pin.ts';

export interface Hold extends PinRef {
  /** End of the hold; `null`: until staff unlock. */
  readonly until: Instant | null;
  readonly reason: string;
}

export type HoldOutcome = { readonly outcome: 'held' | 'unknown_subject' };

/**
 * Stops a credential from outside, without a guess: a gateway's own ladder, or staff. Can only
 * raise what is in force; an earlier end than the present one changes nothing.
 */
export function hold(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: Hold,
): Promise<HoldOutcome> {
  const { until, reason } = command;
  return applyToPin<HoldOutcome>(ports, call, command, (current, { key, at, event }) => {
    const lockout = reduceLockout(current.lockout, { type: 'held', until }, call.tenant.policy, at);
    return {
      next: { ...current, lockout },
      audit: [auditEntry(call, at, { action: 'pin.hold', outcome: 'held', ...key, reason })],
      events: [event('pin.held', { until: lockout.hold?.until ?? null })],
      result: { outcome: 'held' },
    };
  });
}
