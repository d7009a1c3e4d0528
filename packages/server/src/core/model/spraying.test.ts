import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from './instant.ts';
import {
  brakeInForce,
  countGuesses,
  DEFAULT_SPRAYING,
  endBrake,
  type GuessCounts,
  letThrough,
  NO_GUESSES,
  seenLately,
  usualWrong,
} from './spraying.ts';

const START = 1_800_000_000_000 - (1_800_000_000_000 % MINUTE_MS);
const rule = DEFAULT_SPRAYING;
const seen = (wrong: number, over = {}) => ({ wrong, refused: 0, samePin: false, ...over });

/** So many wrong PINs every minute, for a while. */
function live(counts: GuessCounts, wrong: number, minutes: number, from = START) {
  let current = counts;
  for (let minute = 0; minute < minutes; minute += 1) {
    current = countGuesses(current, seen(wrong), rule, from + minute * MINUTE_MS);
  }
  return { counts: current, now: from + minutes * MINUTE_MS };
}

describe('the brake', () => {
  it('begins when there are many more wrong PINs than usual, and not before', () => {
    const { counts, now } = live(NO_GUESSES, 1, 120);
    expect(usualWrong(counts)).toBeCloseTo(5, 0);
    const some = countGuesses(counts, seen(rule.wrongMax - 10), rule, now);
    expect(brakeInForce(some, now)).toBe(null);
    const many = countGuesses(some, seen(20), rule, now);
    expect(brakeInForce(many, now)).toEqual({
      ...{ since: now, until: now + rule.brakeMs, reason: 'many_wrong' },
    });
  });

  it('does not begin by what is usual for a large tenant', () => {
    const { counts, now } = live(NO_GUESSES, 200, 180);
    expect(counts.brake).toBe(null);
    expect(usualWrong(counts)).toBeCloseTo(1000, -1);
    expect(countGuesses(counts, seen(1000), rule, now).brake).toBe(null);
    expect(countGuesses(counts, seen(11_000), rule, now).brake).not.toBe(null);
  });

  it('does not begin by numbers alone before it is known what is usual', () => {
    const { counts, now } = live(NO_GUESSES, 200, 30);
    expect(counts.brake).toBe(null);
    expect(countGuesses(counts, seen(0, { samePin: true }), rule, now).brake).toMatchObject({
      reason: 'same_pin',
    });
  });

  it('is held by who goes on, refused or not, and ends by itself', () => {
    const { counts, now } = live(NO_GUESSES, 1, 120);
    let current = countGuesses(counts, seen(500), rule, now);
    const later = now + 10 * MINUTE_MS;
    current = countGuesses(current, seen(0, { refused: 500 }), rule, later);
    expect(current.brake?.until).toBe(later + rule.brakeMs);
    expect(current.brake?.since).toBe(now);
    expect(brakeInForce(current, later + rule.brakeMs)).toBe(null);
  });

  it('teaches nothing about what is usual while it is on', () => {
    const { counts, now } = live(NO_GUESSES, 1, 120);
    let current = countGuesses(counts, seen(5000), rule, now);
    current = countGuesses(current, seen(1), rule, now + 2 * HOUR_MS);
    expect(usualWrong(current)).toBeLessThan(6);
  });

  it('is ended by staff, and what was counted is no sign any more', () => {
    const { counts, now } = live(NO_GUESSES, 1, 120);
    const ended = endBrake(countGuesses(counts, seen(500), rule, now), now);
    expect(brakeInForce(ended, now)).toBe(null);
    expect(countGuesses(ended, seen(1), rule, now).brake).toBe(null);
    expect(usualWrong(ended)).toBeCloseTo(5, 0);
  });

  it('lets through what is usual twice over', () => {
    expect(letThrough(NO_GUESSES, rule)).toBe(rule.wrongMax);
    const { counts } = live(NO_GUESSES, 100, 180);
    expect(letThrough(counts, rule)).toBeGreaterThan(900);
  });
});

it('wrong PINs are counted for five minutes, also when a clock goes back', () => {
  const counts = countGuesses(NO_GUESSES, seen(3), rule, START + 4 * MINUTE_MS);
  const back = countGuesses(counts, seen(2, { refused: 1 }), rule, START);
  expect(seenLately(back, START + 4 * MINUTE_MS)).toEqual({ wrong: 5, refused: 1 });
  expect(seenLately(back, START + 10 * MINUTE_MS)).toEqual({ wrong: 0, refused: 0 });
});
