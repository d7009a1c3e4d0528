import { listOf, recordOf, textOf } from './untrusted.ts';

export interface Question {
  readonly question: string;
  readonly type: 'TEXT' | 'DATE';
}

export interface ChosenQuestion extends Question {
  readonly answer: string;
  readonly hint?: string;
}

/** The questions on offer and how many of them the visitor chooses. */
export interface QuestionOffer {
  readonly questions: readonly Question[];
  readonly count: number;
}

const COUNT_DEFAULT = 2;
/** The server stores no more for one person. */
const COUNT_MAX = 10;
const OFFERED_MAX = 50;
const LENGTH_MIN = 2;
const LENGTH_MAX = 512;

/**
 * What the app offers, as many as it asks for but never fewer than the server accepts;
 * or our own list when the app's has too few questions that are any good.
 */
export function readOffer(
  offer: unknown,
  ours: readonly Question[],
  atLeast = COUNT_DEFAULT,
): QuestionOffer {
  const { questions, requiredCount } = recordOf(offer);
  const wanted = Number.isSafeInteger(requiredCount) ? Number(requiredCount) : COUNT_DEFAULT;
  const count = Math.min(Math.max(wanted > 0 ? wanted : COUNT_DEFAULT, atLeast), COUNT_MAX);
  const theirs = readQuestions(questions);
  if (theirs.length >= count) return { questions: theirs, count };
  return { questions: ours, count: Math.min(count, ours.length) };
}

/** Without those that are no questions and without repetitions. */
function readQuestions(list: unknown): readonly Question[] {
  const found = new Map<string, Question>();
  for (const entry of listOf(list)) {
    const { question, type } = recordOf(entry);
    const text = textOf(question, LENGTH_MAX + 1) ?? '';
    if (text.length < LENGTH_MIN || text.length > LENGTH_MAX) continue;
    const key = foldText(text);
    if (found.has(key) || found.size === OFFERED_MAX) continue;
    found.set(key, { question: text, type: type === 'DATE' ? 'DATE' : 'TEXT' });
  }
  return [...found.values()];
}

/** A hint that says the answer is no hint but the answer, stored where it can be read. */
export function givesAway(hint: string, answer: string): boolean {
  const folded = foldText(hint);
  return folded !== '' && folded === foldText(answer);
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** Alike for everything that reads alike: width, capitals, spaces, what cannot be seen. */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '').trim().replace(/\s+/gu, ' ').toLowerCase();
}
