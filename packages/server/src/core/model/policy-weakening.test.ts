import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from './instant.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { weakenings } from './policy-weakening.ts';

const STRICT: Policy = {
  ...DEFAULT_POLICY,
  minLength: 6,
  maxLength: 12,
  blocklist: true,
  history: 5,
  maxAgeDays: 90,
  attemptsMax: 3,
  lockDurationsMs: [MINUTE_MS, HOUR_MS],
  failuresMax: 50,
  rolling: { attemptsMax: 10, windowMs: HOUR_MS },
  lockExtension: { byMs: MINUTE_MS, maxMs: HOUR_MS },
  questionsMin: 3,
};

const WEAKER: readonly (readonly [Partial<Policy>, string])[] = [
  [{ minLength: 4 }, 'PINs may be 4 digits short'],
  [{ maxLength: 8 }, 'PINs of more than 8 digits are no longer allowed'],
  [{ blocklist: false }, 'popular PINs and simple patterns are no longer refused'],
  [{ history: 2 }, 'an earlier PIN may come back after 2 others, not only after 5'],
  [{ history: 0 }, 'earlier PINs may come back at once'],
  [{ maxAgeDays: 91 }, 'PINs have to be changed after 91 days only, not after 90'],
  [{ maxAgeDays: null }, 'PINs no longer have to be changed after a time'],
  [{ attemptsMax: 4 }, '4 guesses are granted before a lock, not 3'],
  [{ lockDurationsMs: [MINUTE_MS] }, 'lock 2 lasts 1 minute, not 1 hour'],
  [{ lockDurationsMs: [1000, HOUR_MS] }, 'lock 1 lasts 1 second, not 1 minute'],
  [{ lockDurationsMs: [MINUTE_MS, HOUR_MS, 1] }, 'lock 3 lasts 1 millisecond, not 1 hour'],
  [{ failuresMax: 51 }, 'a PIN is closed for good after 51 failures only, not after 50'],
  [{ rolling: null }, 'there is no longer a limit of guesses in a stretch of time'],
  [
    { rolling: { attemptsMax: 11, windowMs: HOUR_MS } },
    '11 guesses are granted in a stretch of time, not 10',
  ],
  [
    { rolling: { attemptsMax: 10, windowMs: 30 * MINUTE_MS } },
    'guesses count for 30 minutes only, not for 1 hour',
  ],
  [{ lockExtension: null }, 'tries while locked no longer make the lock longer'],
  [
    { lockExtension: { byMs: 1000, maxMs: HOUR_MS } },
    'a try while locked holds the lock for 1 second, not for 1 minute',
  ],
  [
    { lockExtension: { byMs: MINUTE_MS, maxMs: MINUTE_MS } },
    'tries while locked hold it for 1 minute at most, not 1 hour',
  ],
  [{ questionsMin: 2 }, '2 security questions are enough, not 3'],
];

describe('what weakens a policy', () => {
  it.each(WEAKER)('is named: %j', (change, sentence) => {
    expect(weakenings(STRICT, { ...STRICT, ...change })).toEqual([sentence]);
  });

  it.each(WEAKER.filter(([change]) => change.rolling !== null))(
    'is not what undoes it: %j',
    (change) => {
      expect(weakenings({ ...STRICT, ...change }, STRICT)).toEqual([]);
    },
  );

  it('is a limit over time that takes from other locks that tries make them longer', () => {
    const before = { ...STRICT, rolling: null };
    expect(weakenings(before, STRICT)).toHaveLength(1);
    expect(weakenings({ ...before, lockExtension: null }, STRICT)).toEqual([]);
  });

  it('is every part of a change, whatever is stronger elsewhere', () => {
    const change = { minLength: 5, attemptsMax: 9, history: 24, questionsMin: 9 };
    expect(weakenings(STRICT, { ...STRICT, ...change })).toHaveLength(2);
  });

  it('is nothing where nothing changes', () => {
    expect(weakenings(STRICT, STRICT)).toEqual([]);
  });

  it('is found one way or the other in any two policies that differ', () => {
    const policy = fc.record(PARTS);
    const part = fc.constantFrom(...(Object.keys(PARTS) as (keyof Policy)[]));
    fc.assert(
      fc.property(policy, policy, part, (one, another, changed) => {
        const other = { ...one, [changed]: another[changed] };
        const isSame = JSON.stringify(inEffect(one)) === JSON.stringify(inEffect(other));
        const found = [...weakenings(one, other), ...weakenings(other, one)];
        return isSame === (found.length === 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

const few = fc.integer({ min: 1, max: 3 });
const PARTS: { readonly [K in keyof Policy]: fc.Arbitrary<Policy[K]> } = {
  minLength: few,
  maxLength: few,
  blocklist: fc.boolean(),
  history: few,
  maxAgeDays: fc.option(few),
  attemptsMax: few,
  lockDurationsMs: fc.array(few, { minLength: 1, maxLength: 3 }),
  failuresMax: few,
  rolling: fc.option(fc.record({ attemptsMax: few, windowMs: few })),
  lockExtension: fc.option(fc.record({ byMs: few, maxMs: few })),
  questionsMin: few,
  knownDevicesMax: few,
  spraying: fc.option(
    fc.record({
      wrongMax: few,
      timesUsual: few,
      samePinMax: few,
      brakeMs: fc.constantFrom(0, 1, 2),
    }),
  ),
};

/** Of the locks the last one repeats: written out, two lists of one effect are one. */
function inEffect(policy: Policy) {
  const { lockDurationsMs: locks } = policy;
  const last = locks.at(-1) ?? 0;
  return { ...policy, lockDurationsMs: [...locks, last, last, last].slice(0, 3) };
}
