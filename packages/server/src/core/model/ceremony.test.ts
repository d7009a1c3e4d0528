import { describe, expect, it } from 'vitest';
import { stepsOf } from './ceremony.ts';
import { CHALLENGE_TYPES } from './challenge.ts';

const NOTHING = { pin: false, questions: false };
const ALL = { pin: true, questions: true };

describe('the steps of a challenge', () => {
  it('ask for the PIN in force before anything that could replace it', () => {
    for (const type of CHALLENGE_TYPES) {
      for (const questions of [true, false]) {
        const steps = stepsOf(type, { pin: true, questions });
        const proof = Math.min(...['currentPin', 'proof'].map((step) => placeOf(steps, step)));
        for (const step of ['newPin', 'questions']) {
          if (steps.some((each) => each === step)) expect(proof).toBeLessThan(placeOf(steps, step));
        }
      }
    }
  });

  it('leave out what is set already', () => {
    expect(stepsOf('initialise', NOTHING)).toEqual(['newPin', 'questions']);
    expect(stepsOf('initialise', { pin: true, questions: false })).toEqual([
      'currentPin',
      'questions',
    ]);
    expect(stepsOf('initialise', { pin: false, questions: true })).toEqual(['newPin']);
    expect(stepsOf('initialise', ALL)).toEqual([]);
    expect(stepsOf('set', ALL)).toEqual([]);
    expect(stepsOf('set_questions', ALL)).toEqual([]);
  });

  it('are none where there is no PIN to change, verify or recover', () => {
    for (const type of ['change', 'verify', 'recover'] as const) {
      expect(stepsOf(type, NOTHING)).toEqual([]);
    }
  });
});

function placeOf(steps: readonly string[], step: string): number {
  const place = steps.indexOf(step);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}
