import type { LockoutPolicy, LockoutState } from '../../packages/server/src/core/model/lockout.ts';

/** Whether a row lets no guess through, in words of our own and not the reducer's. */
export function isClosed(state: LockoutState, policy: LockoutPolicy, now: number): boolean {
  const { hold, lockedUntil, failures } = state;
  if (hold !== null && (hold.until === null || now < hold.until)) return true;
  if (failures >= policy.failuresMax) return true;
  return lockedUntil !== null && now < lockedUntil;
}

/** Whether a timed lock stands there whose end has come. */
export function hasLapsed({ lockedUntil }: LockoutState, now: number): boolean {
  return lockedUntil !== null && now >= lockedUntil;
}
