import type { AnsweredQuestion } from '../../../core/model/security-questions.ts';
import { QUESTION_COUNT, questionNames, questionText } from '../ceremony/question-fields.ts';
import type { Messages } from '../messages/messages.ts';
import type { FormData } from './read-form.ts';

/** The questions somebody chose. Words of their own count more than what the list stands on. */
export function readQuestions(messages: Messages, form: FormData): readonly AnsweredQuestion[] {
  return Array.from({ length: QUESTION_COUNT }, (_none, index) => {
    const names = questionNames(index);
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

/** What the form may hold again: questions and hints, but no answer and no PIN. */
export function keptFrom(form: FormData): ReadonlyMap<string, string> {
  const names = Array.from({ length: QUESTION_COUNT }, (_none, index) => questionNames(index));
  const kept = names.flatMap(({ choice, own, hint }) => [choice, own, hint]);
  return new Map(kept.map((name) => [name, form.get(name) ?? ''] as const));
}
