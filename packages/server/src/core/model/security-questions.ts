import type { CredentialKey } from './credential.ts';
import type { Policy } from './policy.ts';
import type { Secret } from './secret.ts';

export const QUESTION_TYPES = ['TEXT', 'DATE'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** A question as its owner is asked it. The hint is theirs; it must not be the answer. */
export interface SecurityQuestion {
  readonly question: string;
  readonly type: QuestionType;
  readonly hint: string | null;
}

/** A question somebody wants to be asked, with the answer they will give. */
export interface AnsweredQuestion extends SecurityQuestion {
  readonly answer: string;
}

export const QUESTIONS_MAX = 10;
export const QUESTION_LENGTH_MIN = 2;
export const QUESTION_LENGTH_MAX = 512;
export const ANSWER_LENGTH_MAX = 256;

/** The rule that refused a set of questions. Names are part of the public API. */
export const QUESTION_RULES = [
  'count',
  'question_length',
  'characters',
  'question_repeated',
  'answer_empty',
  'answer_length',
  'hint_is_answer',
] as const;

export type QuestionRule = (typeof QUESTION_RULES)[number];

export interface RefusedQuestion {
  readonly rule: QuestionRule;
  /** Place of the question in the set, from 0; `null` when the set as a whole is refused. */
  readonly index: number | null;
}

/**
 * Guesses at answers are counted by the same reducer as guesses at PINs, on a credential of their
 * own. The colon keeps the name apart from every purpose a caller can choose.
 */
const PREFIX = 'recovery:security_questions:';

/**
 * Where the questions are kept that can replace a PIN. Each PIN has its own: whoever knows the PIN
 * for one purpose must not come by the one for another.
 */
export function questionsKey({ tenant, subject, purpose }: CredentialKey): CredentialKey {
  return { tenant, subject, purpose: `${PREFIX}${purpose}` };
}

export function isQuestionsKey({ purpose }: CredentialKey): boolean {
  return purpose.startsWith(PREFIX);
}

/** Comes along when text is copied, and nobody can type it again. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** One spelling per answer: people do not remember capitals and blanks a year later. */
export function normaliseAnswer(answer: string): string {
  return answer.normalize('NFKC').replace(UNSEEN, '').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/**
 * The answers to all questions of one person, in order. They are one secret: right or wrong as a
 * whole, so that nobody learns which of them was right, and guessing one is worth nothing.
 */
export class Answers implements Secret {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** `null` for anything but well-formed, non-empty answers of bearable length; costs nobody a guess. */
  static parse(answers: readonly string[]): Answers | null {
    const normalised = answers.map(normaliseAnswer);
    const fine = normalised.every(
      (each) => each !== '' && each.length <= ANSWER_LENGTH_MAX && each.isWellFormed(),
    );
    if (!fine || answers.length === 0 || answers.length > QUESTIONS_MAX) return null;
    return new Answers(JSON.stringify(normalised));
  }

  reveal(): string {
    return this.#text;
  }

  bytes(): Uint8Array {
    return new TextEncoder().encode(this.#text);
  }

  toString(): string {
    return '[answers]';
  }

  toJSON(): string {
    return '[answers]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[answers]';
  }
}

/** What is wrong with a new set of questions; `null`: nothing. Looks at nothing stored. */
export function judgeQuestions(
  questions: readonly AnsweredQuestion[],
  { questionsMin }: Pick<Policy, 'questionsMin'>,
): RefusedQuestion | null {
  if (questions.length < questionsMin || questions.length > QUESTIONS_MAX) {
    return { rule: 'count', index: null };
  }
  const asked = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const rule = brokenRule(question, asked);
    if (rule !== null) return { rule, index };
    asked.add(normaliseAnswer(question.question));
  }
  return null;
}

/** Control characters and those that turn the direction of text: a question must look as it is. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

function brokenRule(
  { question, answer, hint }: AnsweredQuestion,
  asked: ReadonlySet<string>,
): QuestionRule | null {
  if (UNSHOWN.test(`${question}${hint ?? ''}`)) return 'characters';
  const { length } = question.trim();
  const fits = length >= QUESTION_LENGTH_MIN && length <= QUESTION_LENGTH_MAX;
  if (!fits || !question.isWellFormed()) return 'question_length';
  if (asked.has(normaliseAnswer(question))) return 'question_repeated';
  const normalised = normaliseAnswer(answer);
  if (normalised === '') return 'answer_empty';
  if (normalised.length > ANSWER_LENGTH_MAX || !answer.isWellFormed()) return 'answer_length';
  if (hint === null) return null;
  if (hint.length > QUESTION_LENGTH_MAX || !hint.isWellFormed()) return 'question_length';
  return normaliseAnswer(hint) === normalised ? 'hint_is_answer' : null;
}
