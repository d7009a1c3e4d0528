import {
  type AnsweredQuestion,
  normaliseAnswer,
  QUESTIONS_MAX,
} from '../../../core/model/security-questions.ts';
import { questionNames, questionText } from '../ceremony/question-fields.ts';
import type { Messages } from '../messages/messages.ts';
import type { FormData } from './read-form.ts';

/** Names of the fields of every question a form can have. */
const NAMES = Array.from({ length: QUESTIONS_MAX }, (_none, index) => questionNames(index));

/**
 * The questions somebody chose, as many as the form had. Words of their own count more than what the
 * list stands on.
 */
export function readQuestions(messages: Messages, form: FormData): readonly AnsweredQuestion[] {
  const asked = NAMES.filter(({ answer }) => form.has(answer));
  return asked.map((names) => {
    const own = (form.get(names.own) ?? '').trim();
    const listed = questionText(messages, form.get(names.choice) ?? '');
    const hint = (form.get(names.hint) ?? '').trim();
    return {
      question: own === '' ? (listed ?? '') : own,
      type: 'TEXT',
      hint: hint === '' ? null : hint,
      answer: form.get(names.answer) ?? '',
    };
  });
}

/** What the form may hold again: questions and hints, but no PIN and no answer, not as a hint either. */
export function keptFrom(form: FormData): ReadonlyMap<string, string> {
  const kept = NAMES.flatMap(({ choice, own, hint, answer }) => {
    const [given = '', hinted = ''] = [form.get(answer), form.get(hint)];
    const givesAway = normaliseAnswer(given) === normaliseAnswer(hinted);
    return givesAway ? [choice, own] : [choice, own, hint];
  });
  return new Map(kept.map((name) => [name, form.get(name) ?? ''] as const));
}
