import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsweredQuestion, Answers, judgeQuestions } from './security-questions.ts';

const ask = (question: string, answer: string, hint: string | null = null): AnsweredQuestion => ({
  ...{ question, answer, hint, type: 'TEXT' },
});
const judge = (questions: readonly AnsweredQuestion[], questionsMin = 2) =>
  judgeQuestions(questions, { questionsMin });
const pet = ask('First pet?', 'Rex');
const town = ask('Town of birth?', 'Kisumu');

describe('answers', () => {
  it('are the same whatever the capitals, blanks and Unicode form', () => {
    const secret = Answers.parse(['Rex', 'São  Tomé '])?.reveal();
    expect(Answers.parse([' rEX ', 'sa\u0303o tome\u0301'])?.reveal()).toBe(secret);
    expect(Answers.parse(['rex', 'sao tome'])?.reveal()).not.toBe(secret);
    expect(Answers.parse(['\u2067Rex\u2069', 'São Tomé\u200f'])?.reveal()).toBe(secret);
    expect(Answers.parse(['Rex', '\u200b'])).toBeNull();
  });

  it('cannot be shifted from one question into the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }),
        (given) => {
          const joined = [given.slice(0, 2).join(' '), ...given.slice(2), 'x'];
          const left = Answers.parse(given);
          const right = Answers.parse(joined);
          if (left !== null && right !== null) expect(left.reveal()).not.toBe(right.reveal());
        },
      ),
    );
  });

  it('are refused when one is empty, too long or no text', () => {
    for (const odd of [[], [' '], ['a', ' '], ['a', '\ud800'], ['a', 'b'.repeat(257)]]) {
      expect(Answers.parse(odd)).toBeNull();
    }
  });

  it('are not printed by accident', () => {
    const answers = Answers.parse(['Rex', 'Kisumu']);
    const shown = `${answers} ${JSON.stringify({ answers })} ${answers?.[Symbol.for('nodejs.util.inspect.custom') as never]}`;
    expect(shown).not.toMatch(/rex|kisumu/i);
  });
});

describe('a new set of questions', () => {
  it('is fine with two or more different ones', () => {
    expect(judge([pet, town])).toBeNull();
    expect(judge([pet, town], 3)).toEqual({ rule: 'count', index: null });
    expect(judge([pet], 1)).toBeNull();
  });

  it('is refused by rule and place', () => {
    expect(judge([pet])).toEqual({ rule: 'count', index: null });
    expect(judge([pet, ask(' first PET? ', 'x')])).toEqual({
      ...{ rule: 'question_repeated', index: 1 },
    });
    expect(judge([pet, ask('?', 'x')])).toEqual({ rule: 'question_length', index: 1 });
    expect(judge([ask('Pet?', '  '), town])).toEqual({ rule: 'answer_empty', index: 0 });
    expect(judge([pet, ask('Town?', 'Kisumu', ' KISUMU ')])).toEqual({
      ...{ rule: 'hint_is_answer', index: 1 },
    });
  });
});
