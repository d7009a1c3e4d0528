import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Ports } from '../ports/ports.ts';
import { applyToPin, type PinRef } from './apply-to-pin.ts';

export interface RequireChange extends PinRef {
  readonly reason: string;
}

export type RequireChangeOutcome = {
  readonly outcome: 'change_required' | 'not_set' | 'unknown_subject';
};

/** Staff demand a new PIN at the next use; the present one stays right until then. */
export function requireChange(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: RequireChange,
): Promise<RequireChangeOutcome> {
  const { reason } = command;
  return applyToPin<RequireChangeOutcome>(ports, call, command, (current, { key, at, event }) => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const fact = { action: 'pin.require_change', outcome: 'change_required', ...key, reason };
    return {
      next: { ...current, mustChange: true },
      audit: [auditEntry(call, at, fact)],
      events: [event('pin.change_required', { reason })],
      result: { outcome: 'change_required' },
    };
  });
}
