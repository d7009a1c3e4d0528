import type { Blocklist } from './blocklist.ts';
import { DAY_MS, type Instant } from './instant.ts';
import { judgePin } from './judge-pin.ts';
import { INITIAL_LOCKOUT, type LockoutPolicy, reduceLockout } from './lockout.ts';
import { viewLockout } from './lockout-view.ts';
import type { Policy } from './policy.ts';
import { type RefusedPins, refusedPins } from './refused-pins.ts';

export const GUESS_COUNTS = [5, 10, 30, 100] as const;

/** Chances, from 0 to 1, that an attacker has found a PIN after so many guesses. */
export interface GuessOdds {
  readonly guesses: number;
  /** Where people's PINs are chosen by chance from those that are allowed. */
  readonly random: number;
  /** Where people choose as people do, and the attacker knows that and the policy. */
  readonly informed: number;
}

/**
 * An attacker's odds against a policy, where everybody takes as few digits as they may. The informed
 * one tries the most popular PINs that are still allowed. What counts is the part of people who may
 * keep their PIN: those whose PIN is refused are taken to choose as these do.
 */
export function guessOdds(
  policy: Policy,
  blocklist: Blocklist,
  refused: RefusedPins,
): readonly GuessOdds[] {
  const known = blocklist.popularity.of(policy.minLength);
  const { length } = known;
  const asKnown = { ...policy, minLength: length, maxLength: length };
  const allowed = known.pins.filter(({ pin }) => judgePin(pin, asKnown, blocklist) === null);
  const all = 10 ** length;
  const share = length === refused.length ? refused.share : refusedPins(asKnown, blocklist).share;
  const unlistedCount = Math.max(1, all - known.pins.length);
  const perUnlisted = known.unlisted / unlistedCount;
  const unlistedAllowed = Math.max(0, all * (1 - share) - allowed.length);
  const mass = Math.min(1, sumOf(allowed) + perUnlisted * unlistedAllowed);
  const choices = Math.max(1, 10 ** refused.length * (1 - refused.share));
  return GUESS_COUNTS.map((guesses) => {
    const listed = allowed.slice(0, guesses);
    const hit = sumOf(listed) + perUnlisted * (guesses - listed.length);
    const random = Math.min(1, guesses / choices);
    // Whoever knows something does no worse than who does not.
    return { guesses, random, informed: Math.max(random, mass > 0 ? Math.min(1, hit / mass) : 0) };
  });
}

function sumOf(pins: readonly { readonly share: number }[]): number {
  return pins.reduce((sum, { share }) => sum + share, 0);
}

/**
 * Guesses at one PIN that are evaluated in the first day of an attack that never pauses: what the guess
 * accounting itself lets through, locks included.
 */
export function guessesPerDay(policy: LockoutPolicy): number {
  let state = INITIAL_LOCKOUT;
  let now: Instant = 0;
  for (let guesses = 0; ; ) {
    const view = viewLockout(state, policy, now);
    if (!view.locked) {
      state = reduceLockout(state, { type: 'charged' }, policy, now);
      guesses += 1;
      continue;
    }
    if (view.lockedUntil === null || view.lockedUntil >= DAY_MS) return guesses;
    now = view.lockedUntil;
  }
}
