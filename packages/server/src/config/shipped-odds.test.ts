import { describe, expect, it } from 'vitest';
import { guessesPerDay, guessOdds } from '../core/model/guess-odds.ts';
import { judgePin } from '../core/model/judge-pin.ts';
import { DEFAULT_POLICY, type Policy } from '../core/model/policy.ts';
import { refusedPins } from '../core/model/refused-pins.ts';
import { loadBlocklist } from './load-blocklist.ts';

const blocklist = loadBlocklist();

function oddsOf(change: Partial<Policy>) {
  const policy = { ...DEFAULT_POLICY, ...change };
  return guessOdds(policy, blocklist, refusedPins(policy, blocklist));
}

describe('the odds of an attacker', () => {
  it('are those the README of the popularity data gives, with four digits', () => {
    const percent = oddsOf({}).map(({ informed }) => Math.round(informed * 1000) / 10);
    expect(percent).toEqual([0.3, 0.6, 1.7, 5.3]);
  });

  it('are a multiple of that without the blocklist', () => {
    for (const [nth, { informed }] of oddsOf({ blocklist: false }).entries()) {
      expect(informed).toBeGreaterThan(10 * (oddsOf({})[nth]?.informed ?? 1));
    }
  });

  it.each([4, 5, 6, 7, 9, 12])('are chances that grow with the guesses, of %s digits', (digits) => {
    for (const list of [true, false]) {
      const odds = oddsOf({ minLength: digits, blocklist: list });
      expect(odds.map(({ guesses }) => guesses)).toEqual([5, 10, 30, 100]);
      for (const [nth, { random, informed }] of odds.entries()) {
        expect(random).toBeGreaterThan(odds[nth - 1]?.random ?? 0);
        expect(informed).toBeGreaterThanOrEqual(random);
        expect(informed).toBeLessThan(1);
      }
    }
  });
});

describe('what a policy refuses', () => {
  it('is counted exactly for four digits, and shown by example', () => {
    const { share, rules } = refusedPins(DEFAULT_POLICY, blocklist);
    expect(share).toBeCloseTo(0.1693, 10);
    for (const { rule, examples } of rules) {
      expect(examples.length).toBeGreaterThan(0);
      for (const pin of examples) expect(judgePin(pin, DEFAULT_POLICY, blocklist)).toBe(rule);
    }
  });

  it('is nothing without the blocklist', () => {
    expect(refusedPins({ ...DEFAULT_POLICY, blocklist: false }, blocklist)).toMatchObject({
      ...{ length: 4, share: 0, rules: [] },
    });
  });

  it.each([5, 6])('is estimated close to the truth for %s digits', (minLength) => {
    const policy = { ...DEFAULT_POLICY, minLength };
    const all = 10 ** minLength;
    let refused = 0;
    // Every seventh, to keep this quick: 7 shares no factor with 10.
    for (let pin = 0; pin < all; pin += 7) {
      if (judgePin(String(pin).padStart(minLength, '0'), policy, blocklist) !== null) refused += 7;
    }
    expect(Math.abs(refusedPins(policy, blocklist).share - refused / all)).toBeLessThan(0.01);
  });
});

describe('guesses in a day', () => {
  it('are what the locks let through', () => {
    expect(guessesPerDay(DEFAULT_POLICY)).toBe(30);
    expect(guessesPerDay({ ...DEFAULT_POLICY, attemptsMax: 1, lockDurationsMs: [3_600_000] })).toBe(
      24,
    );
  });

  it('end with the hard cap, and with a limit in a stretch of time', () => {
    expect(guessesPerDay({ ...DEFAULT_POLICY, lockDurationsMs: [1000] })).toBe(100);
    const rolling = { attemptsMax: 3, windowMs: 86_400_000 };
    expect(guessesPerDay({ ...DEFAULT_POLICY, rolling })).toBe(3);
  });
});
