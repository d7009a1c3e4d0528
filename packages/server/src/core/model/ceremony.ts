import type { ChallengeType } from './challenge.ts';

/** What a page asks a person for. */
export type CeremonyStep =
  | 'currentPin'
  /** Whatever proves somebody who forgot the PIN: answers, or a one-time code. */
  | 'proof'
  | 'newPin'
  | 'questions';

/**
 * The steps of a challenge, in order. Where there is a PIN it is asked for before anything that could
 * replace it; what is set already is not asked for again.
 */
export function stepsOf(
  type: ChallengeType,
  has: { readonly pin: boolean; readonly questions: boolean },
): readonly CeremonyStep[] {
  const questions: readonly CeremonyStep[] = has.questions
    ? []
    : [...(has.pin ? (['currentPin'] as const) : []), 'questions'];
  switch (type) {
    case 'initialise':
      return has.pin ? questions : ['newPin', ...questions];
    case 'set':
      return has.pin ? [] : ['newPin'];
    case 'change':
      return has.pin ? ['currentPin', 'newPin'] : [];
    case 'verify':
      return has.pin ? ['currentPin'] : [];
    case 'recover':
      return has.pin ? ['proof', 'newPin'] : [];
    case 'set_questions':
      return questions;
  }
}
