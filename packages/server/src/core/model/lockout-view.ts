import type { Instant } from './instant.ts';
import {
  extensionEnd,
  failuresCap,
  isExhausted,
  isHeld,
  isLocked,
  isUnconfirmed,
  type LockoutPolicy,
  type LockoutState,
  rollingEnd,
} from './lockout.ts';

/** What may be told about a credential's guess budget, in words a wire can carry. */
export interface LockoutView {
  readonly locked: boolean;
  /** Guesses left before the next lock; 0 while locked. */
  readonly attemptsRemaining: number;
  /** Guesses of the current budget that were used and not forgiven. */
  readonly spent: number;
  /** When the timed lock in force began; `null` when there is none. */
  readonly lockedAt: Instant | null;
  /** End of the lock in force; `null` when not locked, or when no end is set. */
  readonly lockedUntil: Instant | null;
  /** Consecutive failures so far, for wires that show a count up instead of a count down. */
  readonly failures: number;
  /** Timed locks fired since the last success: 1 for the first. */
  readonly step: number;
}

/** Describes the state at an instant. A lock that has ended already shows its fresh budget. */
export function viewLockout(state: LockoutState, policy: LockoutPolicy, now: Instant): LockoutView {
  const { failures, step } = state;
  if (isLocked(state, policy, now)) {
    const lockedUntil = lockEnd(state, policy, now);
    const { spent, lockedAt } = state;
    return { locked: true, attemptsRemaining: 0, spent, lockedAt, lockedUntil, failures, step };
  }
  const spent = state.lockedUntil === null ? state.spent : 0;
  const untilCap = failuresCap(policy) - failures;
  const left = [policy.attemptsMax - spent, untilCap, rollingLeft(state, policy, now)];
  const attemptsRemaining = Math.max(0, Math.min(...left));
  const open = { locked: false, lockedAt: null, lockedUntil: null };
  return { ...open, attemptsRemaining, spent, failures, step };
}

/** A suspension looks like a lock without an end: only staff can lift it. */
export function suspendedView(view: LockoutView): LockoutView {
  return { ...view, locked: true, attemptsRemaining: 0, lockedUntil: null };
}

function lockEnd(state: LockoutState, policy: LockoutPolicy, now: Instant): Instant | null {
  if (isExhausted(state, policy) || isUnconfirmed(state)) return null;
  const held = isHeld(state, now);
  if (held && state.hold?.until === null) return null;
  // Several ends at once: the latest is when guesses are evaluated again.
  const holdUntil = held ? (state.hold?.until ?? null) : null;
  const moved = [rollingEnd(state, policy), extensionEnd(state, policy)];
  const ends = [holdUntil, state.lockedUntil, ...moved];
  return Math.max(...ends.filter((end) => end !== null));
}

function rollingLeft({ recent }: LockoutState, { rolling }: LockoutPolicy, now: Instant): number {
  if (rolling === null) return Number.POSITIVE_INFINITY;
  const since = now - rolling.windowMs;
  return rolling.attemptsMax - recent.filter(({ at }) => at > since).length;
}
