import { unreachable } from '../../../core/fault.ts';
import type { AnswerChallengeOutcome } from '../../../core/model/outcome.ts';
import type { Policy } from '../../../core/model/policy.ts';
import { PHRASE_LENGTH_MAX } from '../../../core/model/security-prompt.ts';
import type { QuestionRule } from '../../../core/model/security-questions.ts';
import type { Complaint } from '../ceremony/attempt.ts';
import { PROMPT_FIELDS } from '../ceremony/prompt-fields.ts';
import { questionNames } from '../ceremony/question-fields.ts';
import type { Messages } from '../messages/messages.ts';
import { refused } from './complaints.ts';

/** What follows from an answer. */
export type Told =
  | { readonly next: 'done' }
  | { readonly next: 'must_change' }
  /** The page as things stand now, which says it all: locked, used, nothing to do. */
  | { readonly next: 'look_again' }
  /** A recovery from its start. */
  | { readonly next: 'prove_again'; readonly complaint: Complaint }
  | { readonly next: 'try_again'; readonly complaint: Complaint };

/** Every outcome of an answer in words. */
export function tellAnswer(
  messages: Messages,
  policy: Policy,
  outcome: AnswerChallengeOutcome,
): Told {
  const { problems, rules } = messages;
  switch (outcome.outcome) {
    case 'completed':
      return { next: 'done' };
    case 'must_change':
      return { next: 'must_change' };
    case 'exists':
    case 'not_set':
    case 'locked':
    case 'unknown_subject':
      return { next: 'look_again' };
    case 'incomplete':
      return { next: 'try_again', complaint: refused(problems.incomplete) };
    case 'grant_invalid':
      return { next: 'prove_again', complaint: refused(problems.grantInvalid) };
    case 'refused': {
      const words = rules[outcome.rule](policy.minLength, policy.maxLength);
      return { next: 'try_again', complaint: refused(words, 'newPin') };
    }
    case 'prompt_refused': {
      const { image, phrase } = PROMPT_FIELDS;
      const words = messages.prompt.rules[outcome.rule](PHRASE_LENGTH_MAX);
      const field = outcome.rule === 'image_unknown' ? image : phrase;
      return { next: 'try_again', complaint: refused(words, field) };
    }
    case 'questions_refused': {
      const field = outcome.index === null ? null : fieldOf(outcome.rule, outcome.index);
      const words = messages.questionRules[outcome.rule];
      return { next: 'try_again', complaint: refused(words, field) };
    }
    case 'wrong': {
      const words = problems.wrongPin(outcome.lockout.attemptsRemaining);
      return { next: 'try_again', complaint: refused(words, 'currentPin') };
    }
    default:
      return unreachable(outcome);
  }
}

function fieldOf(rule: QuestionRule, index: number): string | null {
  const { choice, answer, hint } = questionNames(index);
  switch (rule) {
    case 'count':
      return null;
    case 'characters':
    case 'question_length':
    case 'question_repeated':
      return choice;
    case 'answer_empty':
    case 'answer_length':
      return answer;
    case 'hint_is_answer':
      return hint;
    default:
      return unreachable(rule);
  }
}
