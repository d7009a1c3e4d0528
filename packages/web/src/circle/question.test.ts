import { describe, expect, it } from 'vitest';
import { givesAway, type Question, readOffer } from './question.ts';

const OURS: readonly Question[] = [
  { question: 'Our first?', type: 'TEXT' },
  { question: 'Our second?', type: 'TEXT' },
  { question: 'Our third?', type: 'DATE' },
];

function offer(...questions: readonly string[]): { questions: { question: string }[] } {
  return { questions: questions.map((question) => ({ question })) };
}

describe('the questions on offer', () => {
  it('are the app’s when they suffice', () => {
    const questions = [
      { question: ' When? ', type: 'DATE' },
      { question: 'What?', type: 'RIDDLE' },
    ];
    expect(readOffer({ questions, requiredCount: 1 }, OURS, 1)).toEqual({
      count: 1,
      questions: [
        { question: 'When?', type: 'DATE' },
        { question: 'What?', type: 'TEXT' },
      ],
    });
  });

  it('are ours when the app’s good ones are fewer than it asks for', () => {
    const bad = { questions: [null, 7, {}, { question: 'x' }, { question: 'y'.repeat(513) }] };
    expect(readOffer(bad, OURS).questions).toBe(OURS);
    expect(readOffer(offer('Same one?', 'same  ONE?'), OURS).questions).toBe(OURS);
  });

  it.each([undefined, null, 'text', 0, -3, 1.5, Number.NaN, '3'])(
    'are two when the app asks for %s',
    (requiredCount) => {
      expect(readOffer({ requiredCount }, OURS).count).toBe(2);
    },
  );

  it('are never fewer than the server accepts', () => {
    expect(readOffer({ requiredCount: 1 }, OURS, 2).count).toBe(2);
    expect(readOffer({ requiredCount: 2 }, OURS, 3).count).toBe(3);
  });

  it('never ask for more than there are', () => {
    expect(readOffer({ requiredCount: 99 }, OURS).count).toBe(3);
    const many = Array.from({ length: 80 }, (_, number) => `Question ${number}?`);
    expect(readOffer(offer(...many), OURS).questions).toHaveLength(50);
    expect(readOffer({ ...offer(...many), requiredCount: 30 }, OURS).count).toBe(10);
  });
});

it('knows a hint that is the answer, however it is written', () => {
  expect(givesAway('  NEW   york', 'New York ')).toBe(true);
  expect(givesAway('Ｎｅｗ York', 'new york')).toBe(true);
  expect(givesAway('a city', 'New York')).toBe(false);
  expect(givesAway('', '')).toBe(false);
});
