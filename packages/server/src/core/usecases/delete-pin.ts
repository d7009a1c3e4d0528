import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { DeletePinOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import { applyToPin, type PinRef } from './apply-to-pin.ts';

export interface DeletePin extends PinRef {
  readonly reason: string;
}

/**
 * Takes a PIN out of force. Its verifier moves to the history, which later changes and resets are
 * judged by, and the accounting stays: deleting is no way to fresh guesses at an old PIN.
 */
export function deletePin(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: DeletePin,
): Promise<DeletePinOutcome> {
  const { reason } = command;
  return applyToPin<DeletePinOutcome>(ports, call, command, (current, { key, at, event }) => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const outcome: DeletePinOutcome = { outcome: 'deleted' };
    const history = [current.verifier, ...current.history].slice(0, call.tenant.policy.history);
    return {
      next: {
        ...{ ...current, verifier: null, history, prompt: null, mustChange: false },
        ...{ changedAt: at, devices: [] },
      },
      audit: [auditEntry(call, at, { action: 'pin.delete', outcome: 'deleted', ...key, reason })],
      events: [event('pin.deleted', { reason })],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
