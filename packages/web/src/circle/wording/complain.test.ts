import { expect, it } from 'vitest';
import { PINS_DIFFER, type Refusal, readRefusal } from '../refusal.ts';
import { complain } from './complain.ts';
import { chooseLanguage } from './languages.ts';

const NOW = new Date(2026, 4, 4, 12);
const ENGLISH = chooseLanguage('en');

function complaint(refusal: Partial<Refusal>, language = ENGLISH): string {
  return complain({ code: 155112, message: 'x', closes: false, ...refusal }, language, NOW);
}

it('says how many tries are left, with the right plural', () => {
  expect(complaint({ attemptsRemaining: 2 })).toBe('That is not your PIN. 2 tries left.');
  expect(complaint({ attemptsRemaining: 1 })).toBe('That is not your PIN. 1 try left.');
  expect(complaint({ attemptsRemaining: 2 }, chooseLanguage('ar'))).toContain('بقيت محاولتان');
});

it('says when a lock ends, with the day when that is not today', () => {
  const today = new Date(2026, 4, 4, 14, 5);
  expect(complaint({ code: 155119, lockedUntil: today })).toMatch(/^Too many.* 2:05\sPM\.$/);
  const tomorrow = new Date(2026, 4, 5, 9, 30);
  expect(complaint({ code: 155119, lockedUntil: tomorrow })).toMatch(/Tuesday.*9:30/);
});

it('says which rule a new PIN broke where that helps', () => {
  expect(complaint({ code: 155704, rule: 'history' })).toContain('used this PIN before');
  expect(complaint({ code: 155704, rule: 'keypad' })).toContain('guessed too easily');
});

it('has a sentence for what it does not know', () => {
  expect(complaint({ code: 1 })).toContain('try again');
  expect(complaint({ code: 1, closes: true })).toContain('Go back to your app');
  expect(complain(PINS_DIFFER, ENGLISH, NOW)).toContain('differ');
});

it('takes an answer that is not the server’s for a network error', () => {
  for (const body of [undefined, null, 'no', {}, { code: '155112' }]) {
    expect(readRefusal(body)).toMatchObject({ code: 155706, closes: false });
  }
});
