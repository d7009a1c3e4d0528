import type { Question } from '../question.ts';
import type { Wording } from './english.ts';

/** Our own list of questions, for apps that bring none. */
export function listQuestions({ questions }: Wording): readonly Question[] {
  return [
    ...questions.text.map((question) => ({ question, type: 'TEXT' }) as const),
    ...questions.date.map((question) => ({ question, type: 'DATE' }) as const),
  ];
}
