import { expect, it } from 'vitest';
import { planJourney, remedyFor, stepBefore } from './journey.ts';

it('brings the steps into the order of the screens', () => {
  expect(planJourney(['questions', 'newPin', 'currentPin'])).toEqual([
    'currentPin',
    'newPin',
    'confirmPin',
    'recoveryIntro',
    'questions',
    'summary',
    'consent',
  ]);
  expect(planJourney(['answers', 'newPin'])).toEqual(['answers', 'newPin', 'confirmPin']);
});

it('does not go back to what was proven', () => {
  const journey = planJourney(['currentPin', 'newPin']);
  expect(stepBefore(journey, 'confirmPin')).toBe('newPin');
  expect(stepBefore(journey, 'newPin')).toBeUndefined();
  expect(stepBefore(journey, 'currentPin')).toBeUndefined();
});

it('returns to the step where a late refusal is put right, if there is one', () => {
  const journey = planJourney(['currentPin', 'newPin']);
  expect(remedyFor(journey, { code: 155704 })).toBe('newPin');
  expect(remedyFor(journey, { code: 155112 })).toBe('currentPin');
  expect(remedyFor(journey, { code: 155115 })).toBeUndefined();
  expect(remedyFor(journey, { code: 155706 })).toBeUndefined();
  const broken = { code: 2, rule: 'characters' };
  expect(remedyFor(planJourney(['newPin', 'questions']), broken)).toBe('questions');
});
