import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Credential, NO_CREDENTIAL } from './credential.ts';
import { viewBudget } from './guess-budget.ts';
import { INITIAL_LOCKOUT, isLocked, type LockoutState, reduceLockout } from './lockout.ts';
import { mergeCredentials, mergeLockouts } from './merge-credentials.ts';
import { DEFAULT_POLICY } from './policy.ts';

const NOW = 10_000_000;
const policy = { ...DEFAULT_POLICY, attemptsMax: 5 };

/** What came of some hours: guesses, right and wrong, and staff. */
const history = fc.array(
  fc.record({
    kind: fc.constantFrom('charge', 'succeed', 'unlock', 'hold'),
    waitMs: fc.nat(90_000),
  }),
  { maxLength: 40 },
);

type Step = { readonly kind: string; readonly waitMs: number };

function live(steps: readonly Step[]): LockoutState {
  let at = NOW - steps.reduce((sum, { waitMs }) => sum + waitMs, 0);
  return steps.reduce((state, { kind, waitMs }) => {
    at += waitMs;
    const event = {
      charge: { type: 'charged' } as const,
      succeed: { type: 'succeeded', ticket: state.tickets } as const,
      unlock: { type: 'unlocked' } as const,
      hold: { type: 'held', until: at + 1_000 } as const,
    }[kind];
    return event === undefined ? state : reduceLockout(state, event, policy, at);
  }, INITIAL_LOCKOUT);
}

function charges(count: number): LockoutState {
  return live(Array.from({ length: count }, () => ({ kind: 'charge', waitMs: 0 })));
}

/** How many guesses in a row get through from now on, before a lock. */
function guessesLeft(state: LockoutState, now: number): number {
  if (isLocked(state, policy, now)) return 0;
  return 1 + guessesLeft(reduceLockout(state, { type: 'charged' }, policy, now), now);
}

describe('two records of one credential', () => {
  it('leave no more guesses together than either alone, now and later', () => {
    fc.assert(
      fc.property(history, history, fc.nat(200_000), (one, other, laterMs) => {
        const [a, b] = [live(one), live(other)];
        const merged = mergeLockouts(a, b, NOW);
        for (const now of [NOW, NOW + laterMs]) {
          const least = Math.min(guessesLeft(a, now), guessesLeft(b, now));
          expect(guessesLeft(merged, now)).toBeLessThanOrEqual(least);
        }
        expect(merged.tickets).toBe(Math.max(a.tickets, b.tickets));
        expect(merged.failures).toBe(Math.max(a.failures, b.failures));
      }),
    );
  });

  it('do not open a fresh budget when the lock of one ends, where the other has one in use', () => {
    const [locked, used] = [charges(5), charges(1)];
    const later = (locked.lockedUntil ?? 0) + 1;
    for (const merged of [mergeLockouts(locked, used, NOW), mergeLockouts(used, locked, NOW)]) {
      expect(guessesLeft(merged, later - 2)).toBe(0);
      expect(guessesLeft(merged, later)).toBe(4);
    }
  });

  it('of a device do not either', () => {
    const withDevice = (lockout: LockoutState): Credential => ({
      ...NO_CREDENTIAL,
      devices: [{ id: 'phone', provenAt: 0, lockout }],
    });
    const [locked, used] = [charges(5), charges(1)];
    const merged = mergeCredentials(withDevice(used), withDevice(locked), NOW);
    const until = locked.lockedUntil ?? 0;
    expect(viewBudget(merged, 'phone', policy, until - 1)).toMatchObject({ locked: true });
    expect(viewBudget(merged, 'phone', policy, until)).toMatchObject({ attemptsRemaining: 4 });
    expect(viewBudget(merged, null, policy, NOW)).toMatchObject({ locked: false });
  });

  it('that are the same stay as they are', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const state = live(steps);
        const merged = mergeLockouts(state, state, NOW);
        expect(guessesLeft(merged, NOW)).toBe(guessesLeft(state, NOW));
        expect(merged.recent).toEqual(state.recent);
      }),
    );
  });

  it('have the PIN that was changed later, also when that was its deletion', () => {
    const verifier = { version: 1, kind: 'hash', sealed: Uint8Array.of(1) } as const;
    const old: Credential = { ...NO_CREDENTIAL, verifier, changedAt: 1 };
    const deleted: Credential = { ...NO_CREDENTIAL, verifier: null, changedAt: 2 };
    expect(mergeCredentials(old, deleted, NOW).verifier).toBeNull();
    expect(mergeCredentials(deleted, old, NOW).verifier).toBeNull();
    const newer = { ...old, changedAt: 3 };
    expect(mergeCredentials(deleted, newer, NOW).verifier).toBe(verifier);
  });
});
