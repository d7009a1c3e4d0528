import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Credential, NO_CREDENTIAL, replaceVerifier } from './credential.ts';
import {
  type BudgetOwner,
  type ChargePlace,
  chargeBudget,
  ownerOf,
  reduceAll,
  rememberDevice,
  settleBudget,
  viewBudget,
} from './guess-budget.ts';
import { MINUTE_MS } from './instant.ts';
import { INITIAL_LOCKOUT, reduceLockout } from './lockout.ts';
import { DEFAULT_POLICY, FAILURES_HARD_CAP } from './policy.ts';

const NOW = 1_800_000_000_000;
const policy = DEFAULT_POLICY;
const verifier = { version: 1, kind: 'hash', sealed: new Uint8Array() } as const;
const phone = { id: 'phone', isNew: false };
const set: Credential = { ...NO_CREDENTIAL, verifier, changedAt: NOW - 1 };

function knowing(...ids: string[]): Credential {
  return ids.reduce(
    (credential, id) => rememberDevice(credential, { id, isNew: true }, null, { policy, now: NOW }),
    set,
  );
}

/** Charges until nothing more is granted at this instant. */
function useUp(credential: Credential, owner: BudgetOwner, now = NOW) {
  let current = credential;
  let granted = 0;
  for (;;) {
    const { next, place } = chargeBudget(current, owner, policy, now);
    current = next;
    if (place === null) return { credential: current, granted };
    granted += 1;
  }
}

describe('a known device', () => {
  it('is not locked by strangers who use up their budget, nor they by it', () => {
    const { credential, granted } = useUp(knowing('phone'), null);
    expect(granted).toBe(policy.attemptsMax);
    expect(viewBudget(credential, null, policy, NOW).locked).toBe(true);
    expect(viewBudget(credential, 'phone', policy, NOW)).toMatchObject({
      ...{ locked: false, attemptsRemaining: policy.attemptsMax },
    });
    const stolen = useUp(knowing('phone'), 'phone').credential;
    expect(viewBudget(stolen, 'phone', policy, NOW).locked).toBe(true);
    expect(viewBudget(stolen, null, policy, NOW).locked).toBe(false);
  });

  it('gives a stranger no guess back by its right PIN', () => {
    const { credential } = useUp(knowing('phone'), null);
    const { next, place } = chargeBudget(credential, 'phone', policy, NOW);
    const settled = settleBudget(next, place as ChargePlace, 'succeeded', { policy, now: NOW });
    expect(useUp(settled, null).granted).toBe(0);
    expect(settled.lockout.failures).toBe(0);
    expect(settled.lockout.step).toBe(credential.lockout.step);
  });

  it('is known for the PIN it proved, and for no later one', () => {
    const known = knowing('phone');
    expect(ownerOf(known, phone, policy)).toBe('phone');
    expect(ownerOf(known, { id: 'other', isNew: false }, policy)).toBe(null);
    expect(ownerOf(known, undefined, policy)).toBe(null);
    expect(ownerOf({ ...known, changedAt: NOW + 1 }, phone, policy)).toBe(null);
    expect(replaceVerifier(known, verifier, policy, NOW).devices).toEqual([]);
    expect(ownerOf(known, phone, { knownDevicesMax: 0 })).toBe(null);
  });

  it('makes room for a newer one, the one that proved the PIN longest ago first', () => {
    const many = knowing(
      ...Array.from({ length: policy.knownDevicesMax + 1 }, (_, nth) => `${nth}`),
    );
    expect(many.devices.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1']);
  });

  it('gets a fresh budget by an unlock, as everybody', () => {
    const { credential } = useUp(useUp(knowing('phone'), 'phone').credential, null);
    const unlocked = reduceAll(credential, { type: 'unlocked' }, policy, NOW);
    expect(useUp(unlocked, 'phone').granted).toBe(policy.attemptsMax);
    expect(useUp(unlocked, null).granted).toBe(policy.attemptsMax);
  });

  it('is stopped by a hold like everybody', () => {
    const held = reduceAll(knowing('phone'), { type: 'unlocked' }, policy, NOW);
    const lockout = reduceLockout(held.lockout, { type: 'held', until: null }, policy, NOW);
    expect(useUp({ ...held, lockout }, 'phone').granted).toBe(0);
  });
});

describe('all budgets of a credential together', () => {
  const OWNERS = [null, 'a', 'b', 'c', 'd', 'e'] as const;
  const step = fc.record({
    owner: fc.constantFrom(...OWNERS),
    waitMs: fc.constantFrom(0, MINUTE_MS, 30 * 24 * 60 * MINUTE_MS),
    outcome: fc.constantFrom('wrong', 'refunded' as const),
  });

  it('grant no more failures in a row than the cap, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 150, maxLength: 300 }), (steps) => {
        let current = knowing('a', 'b', 'c', 'd', 'e');
        let now = NOW;
        let wrong = 0;
        for (const { owner, waitMs, outcome } of steps) {
          now += waitMs;
          const { next, place } = chargeBudget(current, owner, policy, now);
          current = next;
          if (place === null) continue;
          if (outcome === 'wrong') wrong += 1;
          else current = settleBudget(current, place, 'refunded', { policy, now });
        }
        expect(wrong).toBeLessThanOrEqual(FAILURES_HARD_CAP);
      }),
      { numRuns: 200 },
    );
  });

  it('count for a credential without devices as the reducer alone does', () => {
    const events = fc.array(fc.constantFrom('charged', 'succeeded', 'refunded'), { maxLength: 40 });
    fc.assert(
      fc.property(events, (types) => {
        let alone = INITIAL_LOCKOUT;
        let credential = set;
        let place: ChargePlace | null = null;
        for (const type of types) {
          const ticket = alone.tickets;
          if (type === 'charged') {
            alone = reduceLockout(alone, { type }, policy, NOW);
            const charged = chargeBudget(credential, null, policy, NOW);
            credential = charged.next;
            place = charged.place ?? place;
          } else if (place !== null) {
            const event = { type: type as 'succeeded', ticket };
            alone = reduceLockout(alone, event, policy, NOW);
            const at = { ...place, ticket };
            credential = settleBudget(credential, at, event.type, { policy, now: NOW });
          }
        }
        expect(credential.lockout).toEqual(alone);
      }),
    );
  });
});
