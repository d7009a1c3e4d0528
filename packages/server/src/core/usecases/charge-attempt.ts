import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Credential, CredentialKey, Verifier } from '../model/credential.ts';
import {
  budgetOf,
  type ChargePlace,
  chargeBudget,
  ownerOf,
  viewBudget,
} from '../model/guess-budget.ts';
import { isLocked } from '../model/lockout.ts';
import type { LockoutView } from '../model/lockout-view.ts';
import type { VerifierKind } from '../model/pin-key.ts';
import type { CredentialDecision, ReadAlong } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { lockedEvent } from './locked-event.ts';
import { challengeAlong, failByLock } from './settle-challenge.ts';

export type Charge =
  | { readonly result: 'charged'; readonly place: ChargePlace; readonly verifier: Verifier }
  | { readonly result: 'locked'; readonly lockout: LockoutView }
  | { readonly result: 'not_set' }
  /** The verifier cannot be compared with what was shown; nothing was charged. */
  | { readonly result: 'other_kind' }
  /** Strangers are held back, and this is one; nothing was charged. */
  | { readonly result: 'held_back' };

export interface ChargedFor {
  readonly action: string;
  readonly kind: VerifierKind;
  /** Only a device that is known for this PIN may go on. */
  readonly knownOnly?: boolean;
}

/**
 * Takes one guess from the budget in a durable transaction of its own. Only after this promise has
 * resolved may a PIN be compared; when it rejects, the guess must be assumed spent. A device that is
 * known for this PIN has a budget of its own; everybody else shares one.
 */
export function chargeAttempt(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  key: CredentialKey,
  { action, kind, knownOnly = false }: ChargedFor,
): Promise<Charge> {
  const { store, clock, random } = ports;
  const { policy } = call.tenant;
  const decide = (current: Credential, read: ReadAlong): CredentialDecision<Charge> => {
    const { verifier } = current;
    // Written although nothing changed: a missing PIN must not be told from a wrong one by its work.
    if (verifier === null) return { next: current, result: { result: 'not_set' } };
    const now = clock.now();
    const owner = ownerOf(current, call.device, policy);
    // Written as for a missing PIN: the claim was genuine, but the device is not known any more.
    if (knownOnly && owner === null) return { next: current, result: { result: 'held_back' } };
    const wasLocked = isLocked(budgetOf(current, owner), policy, now);
    const { subject, purpose } = key;
    if (verifier.kind !== kind && !wasLocked) {
      const fact = { action, outcome: 'other_kind', subject, purpose };
      return { audit: [auditEntry(call, now, fact)], result: { result: 'other_kind' } };
    }
    const { next, place } = chargeBudget(current, owner, policy, now);
    if (place !== null) return { next, result: { result: 'charged', place, verifier } };
    const view = viewBudget(next, owner, policy, now);
    const refusal: CredentialDecision<Charge> = {
      audit: [auditEntry(call, now, { action, outcome: 'locked', subject, purpose })],
      result: { result: 'locked', lockout: view },
    };
    if (next === current) return refusal;
    // Who goes on trying may wait longer, but is not locked anew.
    if (wasLocked) return { ...refusal, next };
    // Any other refusal that changes the state is a stricter policy closing the budget just now.
    const ended = failByLock(ports, key, read);
    const locked = lockedEvent(random.id(), key, now, view);
    return { ...refusal, next, ...ended, events: [locked, ...(ended.events ?? [])] };
  };
  return store.applyToCredential(key, decide, challengeAlong(call));
}

export function lockedOutcome(lockout: LockoutView) {
  return { outcome: 'locked', lockout } as const;
}
