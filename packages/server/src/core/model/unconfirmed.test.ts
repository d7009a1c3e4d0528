import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from './credential.ts';
import { distrust } from './distrust.ts';
import { DAY_MS } from './instant.ts';
import { INITIAL_LOCKOUT, isLocked, type LockoutState, reduceLockout } from './lockout.ts';
import { viewLockout } from './lockout-view.ts';
import { DEFAULT_POLICY } from './policy.ts';

const NOW = 1_000_000;
const policy = { ...DEFAULT_POLICY, attemptsMax: 5 };
const after = (type: 'unlocked' | 'renewed' | 'confirmed', state: LockoutState) =>
  reduceLockout(state, { type }, policy, NOW);

describe('a PIN that came out of a backup', () => {
  const restored = reduceLockout(INITIAL_LOCKOUT, { type: 'restored' }, policy, NOW);

  it('is not tested, however long somebody waits', () => {
    for (const at of [NOW, NOW + DAY_MS, NOW + 1_000 * DAY_MS]) {
      const charged = reduceLockout(restored, { type: 'charged' }, policy, at);
      expect(charged.tickets).toBe(restored.tickets);
      expect(viewLockout(restored, policy, at)).toMatchObject({ locked: true, lockedUntil: null });
    }
  });

  it('has none of the guesses left that its copy had', () => {
    const confirmed = after('confirmed', restored);
    expect(confirmed.spent).toBe(policy.attemptsMax);
    expect(isLocked(confirmed, policy, NOW)).toBe(true);
    expect(isLocked(confirmed, policy, NOW + DAY_MS)).toBe(false);
  });

  it('stays in doubt when it is unlocked, and is out of it when it is replaced', () => {
    expect(isLocked(after('unlocked', restored), policy, NOW + DAY_MS)).toBe(true);
    expect(isLocked(after('renewed', restored), policy, NOW)).toBe(false);
  });

  it('lets through no more guesses than the locks do, in any order of restores', () => {
    const step = fc.constantFrom('charge', 'restore', 'confirm', 'wait');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [state, now] = [INITIAL_LOCKOUT, NOW];
        const evaluated: number[] = [];
        for (const each of steps) {
          if (each === 'wait') now += policy.lockDurationsMs[0] ?? 0;
          if (each === 'restore') state = reduceLockout(state, { type: 'restored' }, policy, now);
          if (each === 'confirm') state = reduceLockout(state, { type: 'confirmed' }, policy, now);
          if (each !== 'charge') continue;
          const before = state.tickets;
          state = reduceLockout(state, { type: 'charged' }, policy, now);
          if (state.tickets > before) evaluated.push(now);
        }
        const waits = steps.filter((each) => each === 'wait').length;
        expect(evaluated.length).toBeLessThanOrEqual(policy.attemptsMax * (waits + 1));
      }),
    );
  });

  it('ends a budget that a rolling limit counts too', () => {
    const rolling = { ...policy, rolling: { attemptsMax: 5, windowMs: DAY_MS } };
    const state = reduceLockout(INITIAL_LOCKOUT, { type: 'restored' }, rolling, NOW);
    expect(viewLockout(after('confirmed', state), rolling, NOW).attemptsRemaining).toBe(0);
  });

  it('needs no confirmation where there is none, only an end of the budget', () => {
    expect(distrust(NO_CREDENTIAL, policy, NOW).lockout).toMatchObject({
      unconfirmedSince: null,
      spent: policy.attemptsMax,
    });
  });
});
