import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CredentialKey, Verifier } from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import { type LockoutView, viewLockout } from '../model/lockout-view.ts';
import type { Ports } from '../ports/ports.ts';

export type Charge =
  | { readonly result: 'charged'; readonly ticket: number; readonly verifier: Verifier }
  | { readonly result: 'locked'; readonly lockout: LockoutView }
  | { readonly result: 'not_set' };

/**
 * Takes one guess from the budget in a durable transaction of its own. Only after this promise has
 * resolved may a PIN be compared; when it rejects, the guess must be assumed spent.
 */
export function chargeAttempt(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  key: CredentialKey,
  action: string,
): Promise<Charge> {
  const { policy } = call.tenant;
  return store.applyToCredential<Charge>(key, (current) => {
    const { verifier } = current;
    // Written although nothing changed: a missing PIN must not be told from a wrong one by its work.
    if (verifier === null) return { next: current, result: { result: 'not_set' } };
    const now = clock.now();
    const lockout = reduceLockout(current.lockout, { type: 'charged' }, policy, now);
    const next = { ...current, lockout };
    if (lockout.tickets > current.lockout.tickets) {
      return { next, result: { result: 'charged', ticket: lockout.tickets, verifier } };
    }
    const { subject, purpose } = key;
    const view = viewLockout(lockout, policy, now);
    return {
      // A refusal changes the state only where a stricter policy has just closed the budget.
      ...(lockout !== current.lockout && { next }),
      audit: [auditEntry(call, now, { action, outcome: 'locked', subject, purpose })],
      result: { result: 'locked', lockout: view },
    };
  });
}

export function lockedOutcome(lockout: LockoutView) {
  return { outcome: 'locked', lockout } as const;
}
