import { unreachable } from '../../../core/fault.ts';
import type { ProveForChallengeOutcome } from '../../../core/model/outcome.ts';
import { ANSWER_LENGTH_MAX, QUESTIONS_MAX } from '../../../core/model/security-questions.ts';
import type { WireResponse } from '../../dialect.ts';
import { list, text } from '../fields.ts';
import { shownGrant } from '../wire-answers.ts';
import { defineStep } from './pad-call.ts';
import { refuseLocked, refuseStep, refuseWrong } from './refuse-step.ts';

const input = { answers: list(text(1, ANSWER_LENGTH_MAX), QUESTIONS_MAX) };

/** All stored questions at once, right or wrong as a whole (w3s 6.4). */
export const proveAnswers = defineStep({
  path: '/circle/answers',
  summary: 'Answer the security questions; costs one attempt',
  answer: shownGrant,
  input,
  run: async ({ core, call, challenge, subject, input: { answers } }) => {
    const asked = await core.readQuestions(call, {
      subject: { id: subject.id },
      purpose: challenge.purpose,
    });
    const questions = asked.outcome === 'questions' ? asked.questions : null;
    if (questions === null) return refuseStep(155111);
    if (questions.length !== answers.length) {
      return refuseStep(2, { message: 'answers must answer every question' });
    }
    const given = { challenge: challenge.id, answers };
    return encode(await core.proveChallengeAnswers(call, given));
  },
});

function encode(outcome: ProveForChallengeOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'granted':
      return { status: 200, body: { grant: outcome.grant } };
    case 'wrong':
      // Tries of their own have only one-time codes, which this wire does not have.
      if ('triesRemaining' in outcome) return refuseStep(155115);
      return refuseWrong('answers', outcome.lockout);
    case 'locked':
      return refuseLocked(155120, outcome.lockout);
    case 'closed':
      // Two tabs at once: the later one took over. Nothing was said about the answers.
      return refuseStep(155115, { message: 'Answer the questions once more.' });
    // Answers send nothing.
    case 'limited':
    case 'factor_unavailable':
      return refuseStep(155111);
    case 'not_set':
      return refuseStep(155110);
    case 'unknown_subject':
      return refuseStep(155116);
    default:
      return unreachable(outcome);
  }
}
