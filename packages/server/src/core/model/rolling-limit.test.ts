import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './instant.ts';
import {
  INITIAL_LOCKOUT,
  isLocked,
  type LockoutEvent,
  type LockoutPolicy,
  type LockoutState,
  RECENT_MAX,
  reduceLockout,
} from './lockout.ts';
import { viewLockout } from './lockout-view.ts';

const ROLLING: LockoutPolicy = {
  attemptsMax: 10,
  lockDurationsMs: [MINUTE_MS],
  failuresMax: 100,
  rolling: { attemptsMax: 5, windowMs: DAY_MS },
  lockExtension: null,
};
const PLAIN: LockoutPolicy = { ...ROLLING, attemptsMax: 5, rolling: null };
const NOW = 1_000 * DAY_MS;

interface Moment {
  readonly at: number;
  readonly event: LockoutEvent;
}

function run(moments: readonly Moment[], policy = ROLLING, from = INITIAL_LOCKOUT): LockoutState {
  return moments.reduce((state, { at, event }) => reduceLockout(state, event, policy, at), from);
}

function wrong(...minutes: readonly number[]): Moment[] {
  return minutes.map((minute) => ({ at: NOW + minute * MINUTE_MS, event: { type: 'charged' } }));
}

function right(ticket: number, minute: number): Moment[] {
  const at = NOW + minute * MINUTE_MS;
  return [
    { at, event: { type: 'charged' } },
    { at, event: { type: 'succeeded', ticket } },
  ];
}

describe('a rolling limit', () => {
  it('is not reset by a success in between', () => {
    const state = run([...wrong(0, 1, 2, 3), ...right(5, 4), ...wrong(5)]);
    expect(isLocked(state, ROLLING, NOW + 5 * MINUTE_MS)).toBe(true);
    expect(run(wrong(6), ROLLING, state).tickets).toBe(6);
  });

  it('takes back the charge that was proven right, also after a later success', () => {
    const parallel = run([
      ...wrong(0, 0),
      { at: NOW, event: { type: 'succeeded', ticket: 2 } },
      { at: NOW, event: { type: 'succeeded', ticket: 1 } },
    ]);
    expect(parallel.recent).toEqual([]);
  });

  it('takes back the charge whose comparison never ran', () => {
    const state = run([...wrong(0), { at: NOW, event: { type: 'refunded', ticket: 1 } }]);
    expect(state.recent).toEqual([]);
  });

  it('lets one guess through for each one that has left the window', () => {
    const state = run(wrong(0, 60, 120, 180, 240));
    expect(isLocked(state, ROLLING, NOW + DAY_MS - 1)).toBe(true);
    const next = run(wrong(24 * 60, 24 * 60 + 1), ROLLING, state);
    expect(next.tickets).toBe(6);
    expect(isLocked(next, ROLLING, NOW + DAY_MS + HOUR_MS - 1)).toBe(true);
  });

  it('says when it ends and how many guesses are left', () => {
    const open = viewLockout(run(wrong(0, 1, 2)), ROLLING, NOW + HOUR_MS);
    expect(open).toMatchObject({ locked: false, attemptsRemaining: 2 });
    const locked = viewLockout(run(wrong(0, 1, 2, 3, 4)), ROLLING, NOW + HOUR_MS);
    expect(locked).toMatchObject({ locked: true, lockedUntil: NOW + DAY_MS });
  });

  it('counts what was guessed where there is no such limit', () => {
    const elsewhere = run(wrong(0, 1, 2, 3, 4), PLAIN);
    const later = NOW + HOUR_MS;
    expect(isLocked(elsewhere, PLAIN, later)).toBe(false);
    expect(isLocked(elsewhere, ROLLING, later)).toBe(true);
  });

  it('is lifted by an unlock and by a renewed PIN', () => {
    const locked = run(wrong(0, 1, 2, 3, 4));
    for (const type of ['unlocked', 'renewed'] as const) {
      const state = reduceLockout(locked, { type }, ROLLING, NOW + HOUR_MS);
      expect(state).toMatchObject({ recent: [], clearedAt: NOW + HOUR_MS });
      expect(isLocked(state, ROLLING, NOW + HOUR_MS)).toBe(false);
    }
  });

  it('does not let a clock that went back age a guess', () => {
    const state = run(wrong(60, 60, 60, 60, 0));
    expect(isLocked(state, ROLLING, NOW + DAY_MS)).toBe(true);
  });

  it('never lets more than its number of guesses into any window, whatever the order', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant('charge' as const) },
      { weight: 1, arbitrary: fc.constant('succeed' as const) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 8 * HOUR_MS }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let state = INITIAL_LOCKOUT;
        let now = NOW;
        let counted: { ticket: number; at: number }[] = [];
        for (const each of steps) {
          if (typeof each === 'number') now += each;
          else if (each === 'charge') {
            const before = state.tickets;
            state = reduceLockout(state, { type: 'charged' }, ROLLING, now);
            if (state.tickets > before) counted.push({ ticket: state.tickets, at: now });
          } else {
            const ticket = state.tickets;
            state = reduceLockout(state, { type: 'succeeded', ticket }, ROLLING, now);
            counted = counted.filter((charge) => charge.ticket !== ticket);
          }
          const inWindow = counted.filter(({ at }) => at > now - DAY_MS);
          expect(inWindow.length).toBeLessThanOrEqual(5);
          expect(state.recent.length).toBeLessThanOrEqual(RECENT_MAX);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a lock that grows with trying', () => {
  const growing: LockoutPolicy = {
    ...ROLLING,
    lockExtension: { byMs: DAY_MS, maxMs: 3 * DAY_MS },
  };
  const hours = (...each: readonly number[]) => wrong(...each.map((hour) => hour * 60));
  const endOf = (state: LockoutState, policy = growing) =>
    viewLockout(state, policy, NOW + HOUR_MS).lockedUntil;
  const locked = run(wrong(0, 0, 0, 0, 0), growing);

  it('ends a day after the last try', () => {
    const state = run(hours(20), growing, locked);
    expect(endOf(state)).toBe(NOW + 44 * HOUR_MS);
    expect(state.tickets).toBe(5);
  });

  it('grows on, once it has grown, also when the window has passed', () => {
    expect(endOf(run(hours(20, 30), growing, locked))).toBe(NOW + 54 * HOUR_MS);
  });

  it('has an end all the same', () => {
    const state = run(hours(20, 40, 60, 70), growing, locked);
    expect(endOf(state)).toBe(NOW + 3 * DAY_MS);
    expect(isLocked(state, growing, NOW + 3 * DAY_MS)).toBe(false);
    expect(run(hours(72), growing, state)).toMatchObject({ tickets: 6, extended: null });
  });

  it('is the lock of the rolling limit, not that of a budget beside it', () => {
    const policy = { ...growing, attemptsMax: 5 };
    const spread = run(hours(0, 24, 48, 72, 96), policy);
    expect(run(wrong(96 * 60), policy, spread)).toEqual(spread);
    expect(spread.lockedUntil).toBe(NOW + 96 * HOUR_MS + MINUTE_MS);
  });

  it('is any timed lock where there is no rolling limit', () => {
    const policy = { ...growing, rolling: null, attemptsMax: 5 };
    expect(endOf(run(wrong(0, 0, 0, 0, 0, 0), policy), policy)).toBe(NOW + DAY_MS);
  });

  it('is lifted by the right answer that was under way when the lock began', () => {
    const refused = run(wrong(0, 0, 0, 0, 0, 1), growing);
    const event = { type: 'succeeded', ticket: 5 } as const;
    const state = reduceLockout(refused, event, growing, NOW + 2 * MINUTE_MS);
    expect(isLocked(state, growing, NOW + 2 * MINUTE_MS)).toBe(false);
  });

  it('is not seen by a wire that knows no such locks, nor ended by it', () => {
    const other = { ...PLAIN, attemptsMax: 10 };
    const refused = run(hours(20), growing, locked);
    expect(isLocked(refused, other, NOW + 20 * HOUR_MS)).toBe(false);
    const elsewhere = run(
      [...hours(21), { at: NOW + 21 * HOUR_MS, event: { type: 'succeeded', ticket: 6 } }],
      other,
      refused,
    );
    expect(elsewhere.tickets).toBe(6);
    expect(endOf(elsewhere)).toBe(NOW + 44 * HOUR_MS);
  });

  it('does not move what only staff can end', () => {
    const held = run([{ at: NOW, event: { type: 'held', until: null } }], growing);
    expect(run(wrong(1), growing, held)).toEqual(held);
  });
});

describe('a stricter policy', () => {
  /** Whoever guesses whenever a guess is taken. */
  function guesses(policy: LockoutPolicy, until: number): number {
    let state = INITIAL_LOCKOUT;
    for (let now = NOW; now < NOW + until; now += 10 * SECOND_MS) {
      state = reduceLockout(state, { type: 'charged' }, policy, now);
    }
    return state.tickets;
  }

  it('never grants more guesses by any time than one without its limits', () => {
    const own: LockoutPolicy = {
      attemptsMax: 5,
      lockDurationsMs: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS],
      failuresMax: 100,
      ...{ rolling: null, lockExtension: null },
    };
    const ms = fc.integer({ min: SECOND_MS, max: 2 * HOUR_MS });
    const attemptsMax = fc.integer({ min: 1, max: 8 });
    const limits = fc.record({
      rolling: fc.option(fc.record({ attemptsMax, windowMs: ms })),
      lockExtension: fc.option(fc.record({ byMs: ms, maxMs: ms })),
    });
    const plain = new Map([1, 4, 12].map((hours) => [hours, guesses(own, hours * HOUR_MS)]));
    fc.assert(
      fc.property(limits, fc.constantFrom(1, 4, 12), (demanded, hours) => {
        const granted = guesses({ ...own, ...demanded }, hours * HOUR_MS);
        expect(granted).toBeLessThanOrEqual(plain.get(hours) ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('many right PINs at once', () => {
  it('do not push wrong ones out of what is remembered', () => {
    const wide = { ...PLAIN, attemptsMax: 20 };
    let state = run(wrong(0, 1, 2, 3), wide);
    const at = NOW + HOUR_MS;
    for (let burst = 0; burst < 5; burst += 1) {
      const from = state.tickets;
      while (!isLocked(state, wide, at)) {
        state = reduceLockout(state, { type: 'charged' }, wide, at);
      }
      for (let ticket = from + 1; ticket <= state.tickets; ticket += 1) {
        state = reduceLockout(state, { type: 'succeeded', ticket }, wide, at);
      }
    }
    expect(state.recent).toHaveLength(4);
  });
});
