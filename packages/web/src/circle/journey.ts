import type { ServerStep } from './api.ts';
import { CODES, type Refusal } from './refusal.ts';
import type { StepName } from './stage.ts';

/** The screens of each step the server asks for, in the order in which people see them. */
const SCREENS: Readonly<Record<ServerStep, readonly StepName[]>> = {
  currentPin: ['currentPin'],
  answers: ['answers'],
  newPin: ['newPin', 'confirmPin'],
  questions: ['recoveryIntro', 'questions', 'summary', 'consent'],
};
const ORDER: readonly ServerStep[] = ['currentPin', 'answers', 'newPin', 'questions'];

/** Proven at the server and not to be undone, so that the way back ends there. */
const PROOFS: readonly StepName[] = ['currentPin', 'answers'];

/** Where a mistake that shows only at the end is put right. */
const REMEDIES: Readonly<Record<number, StepName>> = {
  [CODES.wrongPin]: 'currentPin',
  [CODES.wrongAnswers]: 'answers',
  [CODES.weakPin]: 'newPin',
  [CODES.hintIsAnswer]: 'questions',
};

export function planJourney(steps: readonly ServerStep[]): readonly StepName[] {
  return ORDER.filter((step) => steps.includes(step)).flatMap((step) => SCREENS[step]);
}

export function stepBefore(journey: readonly StepName[], step: StepName): StepName | undefined {
  const before = journey[journey.indexOf(step) - 1];
  return before === undefined || PROOFS.includes(before) ? undefined : before;
}

/** Rules that only questions, answers and hints can break. */
export const QUESTION_RULES: ReadonlySet<string> = new Set([
  'count',
  'question_length',
  'question_repeated',
  'characters',
  'answer_empty',
  'answer_length',
]);

/** The step to return to after a refusal at the end; `undefined`: stay and try again. */
export function remedyFor(
  journey: readonly StepName[],
  { code, rule = '' }: Pick<Refusal, 'code' | 'rule'>,
): StepName | undefined {
  const step = QUESTION_RULES.has(rule) ? 'questions' : REMEDIES[code];
  return step !== undefined && journey.includes(step) ? step : undefined;
}
