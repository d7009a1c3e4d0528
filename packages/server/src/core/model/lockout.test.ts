import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from './instant.ts';
import {
  INITIAL_LOCKOUT,
  isExhausted,
  isLocked,
  type LockoutEvent,
  type LockoutPolicy,
  type LockoutState,
  reduceLockout,
} from './lockout.ts';

const POLICY: LockoutPolicy = {
  attemptsMax: 3,
  lockDurationsMs: [MINUTE_MS, HOUR_MS],
  failuresMax: 10,
  rolling: null,
  lockExtension: null,
};
const NOW = 1_000_000;

function run(events: readonly LockoutEvent[], from = INITIAL_LOCKOUT, now = NOW): LockoutState {
  return events.reduce((state, event) => reduceLockout(state, event, POLICY, now), from);
}

function charges(count: number): LockoutEvent[] {
  return Array.from({ length: count }, () => ({ type: 'charged' }) as const);
}

describe('the budget', () => {
  it('grants exactly the budget, then refuses without taking a ticket', () => {
    const state = run(charges(7));
    expect(state.tickets).toBe(3);
    expect(isLocked(state, POLICY, NOW)).toBe(true);
  });

  it('locks with the charge of the last guess, before anyone knows its answer', () => {
    expect(run(charges(3)).lockedUntil).toBe(NOW + MINUTE_MS);
  });

  it('opens a fresh budget when a timed lock has ended, and locks longer the next time', () => {
    const later = NOW + MINUTE_MS;
    const again = run(charges(3), run(charges(3)), later);
    expect(again.tickets).toBe(6);
    expect(again.lockedUntil).toBe(later + HOUR_MS);
  });

  it('repeats the last lock length', () => {
    let state = INITIAL_LOCKOUT;
    let now = NOW;
    for (let round = 0; round < 3; round += 1) {
      state = run(charges(3), state, now);
      now = state.lockedUntil ?? now;
    }
    expect(now).toBe(NOW + MINUTE_MS + 2 * HOUR_MS);
  });

  it('gives nothing away when the policy becomes stricter in the middle of a budget', () => {
    const stricter = { ...POLICY, attemptsMax: 2 };
    const state = reduceLockout(run(charges(2)), { type: 'charged' }, stricter, NOW);
    expect(state.tickets).toBe(2);
    expect(isLocked(state, stricter, NOW)).toBe(true);
  });
});

describe('the hard cap', () => {
  it('ends all guessing, whatever time passes, until a reset', () => {
    let state = INITIAL_LOCKOUT;
    for (let day = 0; day < 20; day += 1) state = run(charges(3), state, NOW + day * 24 * HOUR_MS);
    expect(state.tickets).toBe(POLICY.failuresMax);
    expect(isExhausted(state, POLICY)).toBe(true);
    expect(run([{ type: 'renewed' }, ...charges(1)], state).tickets).toBe(11);
  });

  it('is never more than 100, whatever a policy says', () => {
    const loose = { ...POLICY, failuresMax: 1_000_000 };
    let state = INITIAL_LOCKOUT;
    for (let day = 0; day < 200; day += 1) {
      for (let each = 0; each < 3; each += 1) {
        state = reduceLockout(state, { type: 'charged' }, loose, NOW + day * 24 * HOUR_MS);
      }
    }
    expect(state.tickets).toBe(100);
  });
});

describe('a success', () => {
  it('forgives its own charge and those before it', () => {
    const state = run([...charges(2), { type: 'succeeded', ticket: 2 }]);
    expect(state).toMatchObject({ spent: 0, failures: 0, step: 0, lockedUntil: null });
  });

  it('never forgives charges made after it', () => {
    const state = run([...charges(3), { type: 'succeeded', ticket: 1 }]);
    expect(state).toMatchObject({ spent: 2, failures: 2, lockedUntil: null });
    expect(run(charges(5), state).tickets).toBe(4);
  });

  it('does not open a later budget that was spent while its answer was under way', () => {
    const second = run(charges(3), run(charges(3)), NOW + MINUTE_MS);
    const state = run([{ type: 'succeeded', ticket: 1 }], second, NOW + MINUTE_MS);
    expect(isLocked(state, POLICY, NOW + MINUTE_MS)).toBe(true);
  });

  it('counts once, however often it is told', () => {
    const once = run([...charges(2), { type: 'succeeded', ticket: 2 }, ...charges(2)]);
    expect(run([{ type: 'succeeded', ticket: 2 }], once)).toEqual(once);
  });

  it('does not lift a hold', () => {
    const held = run([...charges(1), { type: 'held', until: null }]);
    expect(run([{ type: 'succeeded', ticket: 1 }], held).hold).toEqual({ until: null });
  });
});

describe('a refund', () => {
  it('gives one guess back and lifts the lock that guess had set', () => {
    const state = run([...charges(3), { type: 'refunded', ticket: 3 }]);
    expect(state).toMatchObject({ spent: 2, failures: 2, lockedUntil: null, step: 0 });
  });

  it('does nothing to the budget for a charge that was forgiven already', () => {
    const state = run([...charges(2), { type: 'succeeded', ticket: 2 }, ...charges(1)]);
    const recent = state.recent.filter(({ ticket }) => ticket !== 1);
    expect(run([{ type: 'refunded', ticket: 1 }], state)).toEqual({ ...state, recent });
  });
});

describe('a hold', () => {
  it('refuses guesses until it ends', () => {
    const held = run([{ type: 'held', until: NOW + 10 }]);
    expect(run(charges(1), held).tickets).toBe(0);
    expect(run(charges(1), held, NOW + 10).tickets).toBe(1);
  });

  it('can only be raised from outside', () => {
    const held = run([
      { type: 'held', until: NOW + 10 },
      { type: 'held', until: NOW + 5 },
    ]);
    expect(held.hold).toEqual({ until: NOW + 10 });
    expect(run([{ type: 'held', until: null }], held).hold).toEqual({ until: null });
  });

  it('ends with an unlock but not with a reset', () => {
    const held = run([{ type: 'held', until: null }]);
    expect(run([{ type: 'renewed' }], held).hold).toEqual({ until: null });
    expect(run([{ type: 'unlocked' }], held).hold).toBeNull();
  });
});

describe('any order of events', () => {
  /** Time only moves when nothing else does, as the store's serialised application guarantees. */
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: 'charge' } as const) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('succeed' as const), back: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('refund' as const), back: fc.nat(4) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(HOUR_MS) }),
    },
  );

  it('never evaluates more wrong guesses in a row than the hard cap allows', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let state = INITIAL_LOCKOUT;
        let now = NOW;
        const settled = new Set<number>();
        let unforgiven: number[] = [];
        for (const each of steps) {
          if (each.kind === 'wait') {
            now += each.ms;
            continue;
          }
          if (each.kind === 'charge') {
            const before = state.tickets;
            state = reduceLockout(state, { type: 'charged' }, POLICY, now);
            if (state.tickets > before) unforgiven.push(state.tickets);
            continue;
          }
          const ticket = state.tickets - each.back;
          if (ticket < 1 || settled.has(ticket)) continue;
          settled.add(ticket);
          const type = each.kind === 'succeed' ? 'succeeded' : 'refunded';
          state = reduceLockout(state, { type, ticket }, POLICY, now);
          unforgiven =
            type === 'succeeded'
              ? unforgiven.filter((other) => other > ticket)
              : unforgiven.filter((other) => other !== ticket);
        }
        expect(unforgiven.length).toBeLessThanOrEqual(POLICY.failuresMax);
        // The state may remember more failures than there were, never fewer.
        expect(state.failures).toBeGreaterThanOrEqual(unforgiven.length);
        expect(state.spent).toBeGreaterThanOrEqual(0);
        expect(state.spent).toBeLessThanOrEqual(POLICY.attemptsMax);
      }),
      { numRuns: 2_000 },
    );
  });
});
