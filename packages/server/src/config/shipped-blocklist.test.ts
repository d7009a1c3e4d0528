import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgePin } from '../core/model/judge-pin.ts';
import { DEFAULT_POLICY } from '../core/model/policy.ts';
import { loadBlocklist } from './load-blocklist.ts';

const blocklist = loadBlocklist();
const refuses = (pin: string) => judgePin(pin, DEFAULT_POLICY, blocklist) !== null;

const rowsOf = (file: string): readonly (readonly [pin: string, value: number])[] =>
  readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => [row.split(',')[0] ?? '', Number(row.split(',')[1])]);

const FOUR = rowsOf('common-pins-4.csv');
const SIX = rowsOf('common-pins-6.csv');

function refusedShare(length: number): number {
  const total = 10 ** length;
  let refused = 0;
  for (let n = 0; n < total; n += 1) {
    if (refuses(String(n).padStart(length, '0'))) refused += 1;
  }
  return refused / total;
}

describe('the default policy with the shipped popular PINs', () => {
  it('refuses the 1,000 most popular four-digit and 2,000 most popular six-digit PINs', () => {
    const popular = [...FOUR.slice(0, 1_000), ...SIX.slice(0, 2_000)].map(([pin]) => pin);
    expect(popular).toHaveLength(3_000);
    expect(popular.filter((pin) => !refuses(pin))).toEqual([]);
  });

  it('knows the popularity of both lists: most popular first', () => {
    expect(FOUR.map(([, share]) => share)).toEqual(
      FOUR.map(([, share]) => share).sort((a, b) => b - a),
    );
    expect(SIX.map(([, rank]) => rank)).toEqual(SIX.map((_, index) => index + 1));
  });

  // A tenth of the four-digit PINs is the list itself; half of the rest are days and doubles.
  it('refuses at most 17 % of all four-digit PINs', () => {
    expect(refusedShare(4)).toBeLessThanOrEqual(0.17);
  });

  it('refuses at most 8 % of all five-digit PINs', () => {
    expect(refusedShare(5)).toBeLessThanOrEqual(0.08);
  });

  it('refuses at most 16 % of all six-digit PINs', { timeout: 60_000 }, () => {
    expect(refusedShare(6)).toBeLessThanOrEqual(0.16);
  });

  it('catches the next 2,000 popular six-digit PINs as well, by their patterns', () => {
    expect(SIX.slice(2_000).filter(([pin]) => !refuses(pin)).length).toBeLessThanOrEqual(50);
  });

  // `share` counts everyone's first choice, in the worse of two populations for each PIN.
  it.each([
    [5, 0.003, 0.001],
    [10, 0.006, 0.002],
    [30, 0.017, 0.006],
    [100, 0.05, 0.017],
  ])('leaves who knows the policy little after %i guesses', (guesses, promised, measured) => {
    const left = FOUR.filter(([pin]) => !refuses(pin)).slice(0, guesses);
    const odds = left.reduce((sum, [, share]) => sum + share, 0);
    expect(left).toHaveLength(guesses);
    expect(odds).toBeLessThanOrEqual(promised);
    expect(odds).toBeLessThanOrEqual(measured);
  });
});
