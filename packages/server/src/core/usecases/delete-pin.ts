import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Credential } from '../model/credential.ts';
import type { DeletePinOutcome } from '../model/outcome.ts';
import type { CredentialDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { applyToPin, type PinMoment, type PinRef } from './apply-to-pin.ts';

type Decide = (current: Credential, moment: PinMoment) => CredentialDecision<DeletePinOutcome>;

export interface DeletePin extends PinRef {
  readonly reason: string;
}

/**
 * Takes a PIN out of force. Its verifier moves to the history, which later changes and resets are
 * judged by, and the accounting stays: deleting is no way to fresh guesses at an old PIN. It is also
 * what ends a damaged credential: nothing of that one is kept, and no guess is left until there is a
 * new PIN.
 */
export function deletePin(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: DeletePin,
): Promise<DeletePinOutcome> {
  const { reason } = command;
  const decide: Decide = (current, { key, at, event }) => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const outcome: DeletePinOutcome = { outcome: 'deleted' };
    const earlier = current.damaged ? [] : [current.verifier, ...current.history];
    const history = earlier.slice(0, call.tenant.policy.history);
    const fact = { action: 'pin.delete', outcome: current.damaged ? 'replaced' : 'deleted' };
    return {
      next: { ...current, verifier: null, history, prompt: null, mustChange: false, changedAt: at },
      audit: [auditEntry(call, at, { ...fact, ...key, reason })],
      events: [event('pin.deleted', { reason })],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  };
  return applyToPin(ports, call, command, decide, { damaged: 'seen' });
}
