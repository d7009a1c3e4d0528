import { unreachable } from '../../../core/fault.ts';
import type { Challenge } from '../../../core/model/challenge.ts';
import type { AnswerChallengeOutcome } from '../../../core/model/outcome.ts';
import {
  ANSWER_LENGTH_MAX,
  QUESTION_LENGTH_MAX,
  QUESTION_TYPES,
  QUESTIONS_MAX,
} from '../../../core/model/security-questions.ts';
import type { ChallengeAnswer } from '../../../core/usecases/answer-challenge.ts';
import type { WireResponse } from '../../dialect.ts';
import { readLabel } from '../challenge-object.ts';
import { choice, list, object, optional, type ShapeOf, text } from '../fields.ts';
import { finished } from '../wire-answers.ts';
import { defineStep } from './pad-call.ts';
import { pin } from './pin-field.ts';
import { refuseCeremony } from './refuse-ceremony.ts';
import { refusePin } from './refuse-pin.ts';
import { refuseLocked, refuseStep, refuseWrong } from './refuse-step.ts';

const question = object({
  question: text(1, QUESTION_LENGTH_MAX),
  type: choice(QUESTION_TYPES),
  answer: text(1, ANSWER_LENGTH_MAX),
  hint: optional(text(0, QUESTION_LENGTH_MAX)),
});

const input = {
  currentPin: optional(pin),
  newPin: optional(pin),
  grant: optional(text(1, 256)),
  questions: optional(list(question, QUESTIONS_MAX)),
};

/** Everything that was entered, once; from here on the new PIN is in force, or nothing has changed. */
export const finish = defineStep({
  path: '/circle/finish',
  summary: 'Execute a challenge with everything that was entered',
  answer: finished,
  input,
  run: async ({ core, call, challenge, input: entered }) => {
    const command = { challenge: challenge.id, answer: answerOf(entered) };
    return encode(await core.answerChallenge(call, command), challenge);
  },
});

function answerOf({
  currentPin,
  newPin,
  grant,
  questions,
}: ShapeOf<typeof input>): ChallengeAnswer {
  return {
    ...(currentPin && { currentPin }),
    ...(newPin && { newPin }),
    ...(grant !== undefined && { grant }),
    // A hint nobody typed is none.
    ...(questions && {
      questions: questions.map((each) => ({ ...each, hint: each.hint || null })),
    }),
  };
}

function encode(outcome: AnswerChallengeOutcome, challenge: Challenge): WireResponse {
  switch (outcome.outcome) {
    case 'completed':
      return { status: 200, body: { type: readLabel(challenge.label), status: 'COMPLETE' } };
    case 'refused':
      return refusePin(outcome.rule);
    case 'questions_refused': {
      const { rule } = outcome;
      return refuseStep(rule === 'hint_is_answer' ? 155705 : 2, { rule });
    }
    case 'wrong':
      return refuseWrong('pin', outcome.lockout);
    case 'locked':
      return refuseLocked(155119, outcome.lockout);
    case 'grant_invalid':
      return refuseStep(155115, { message: 'Answer the questions once more.', rule: 'grant' });
    case 'incomplete': {
      const step = outcome.step === 'proof' ? 'grant' : outcome.step;
      return refuseStep(2, { message: `${step} is missing` });
    }
    case 'exists':
      return refuseCeremony(challenge);
    case 'not_set':
      return refuseStep(155110);
    case 'unknown_subject':
    case 'must_change':
    case 'prompt_refused':
      // The second is an answer to a verification, the third to a picture; this wire has neither.
      return refuseStep(155116);
    default:
      return unreachable(outcome);
  }
}
