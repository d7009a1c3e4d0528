import { expect, it } from 'vitest';
import { guessesGranted } from './guesses-granted.ts';

it('grants a budget for each lock that can have ended, the last length again and again', () => {
  const granted = (spanMs: number) => guessesGranted({ budget: 5, locksMs: [10, 20], spanMs });
  expect([0, 9, 10, 29, 30, 50, 70].map(granted)).toEqual([5, 5, 10, 10, 15, 20, 25]);
});

it('never grants more than a hundred in a row', () => {
  expect(guessesGranted({ budget: 5, locksMs: [1], spanMs: 1e9 })).toBe(100);
});
