import type { Call } from '../model/call.ts';
import { stepsOf } from '../model/ceremony.ts';
import { type Challenge, isOpen } from '../model/challenge.ts';
import type { AnswerChallengeOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import type { ChosenPrompt } from '../model/security-prompt.ts';
import {
  type AnsweredQuestion,
  judgeQuestions,
  questionsKey,
} from '../model/security-questions.ts';
import type { Ports } from '../ports/ports.ts';
import { changePin } from './change-pin.ts';
import { candidateFor, judgeByPolicy } from './judge-new-pin.ts';
import { readChallenge } from './read-challenge.ts';
import { resetPin } from './reset-pin.ts';
import { setPin } from './set-pin.ts';
import { setQuestions } from './set-questions.ts';
import { challengeClosed, withoutEnd } from './settle-challenge.ts';
import type { GatePorts } from './test-pin.ts';
import { verifyPin } from './verify-pin.ts';

/** What a person submitted; which parts are needed is the challenge's to say. */
export interface ChallengeAnswer {
  readonly currentPin?: Pin;
  readonly newPin?: string | Pin;
  /** From a proven recovery. */
  readonly grant?: string;
  readonly questions?: readonly AnsweredQuestion[];
  /** Chosen with the new PIN, where there is one; never asked for. */
  readonly prompt?: ChosenPrompt;
}

export interface AnswerChallenge {
  readonly challenge: string;
  readonly answer: ChallengeAnswer;
}

type AnswerPorts = GatePorts & Pick<Ports, 'blocklist' | 'channels'>;

/**
 * Executes a challenge: the one way from a hosted page to a PIN, through the same gate and the same
 * use cases as every other door. The challenge is complete exactly when this answers `completed`.
 * Throws `challenge_closed` for one that is over, and for all but one of several submissions.
 */
export async function answerChallenge(
  ports: AnswerPorts,
  call: Call,
  { challenge: id, answer }: AnswerChallenge,
): Promise<AnswerChallengeOutcome> {
  const challenge = await readChallenge(ports, call, id);
  if (!isOpen(challenge, ports.clock.now())) throw challengeClosed();
  return execute(ports, { ...call, challenge: { id, last: true } }, challenge, answer);
}

async function execute(
  ports: AnswerPorts,
  call: Call,
  challenge: Challenge,
  answer: ChallengeAnswer,
): Promise<AnswerChallengeOutcome> {
  const { purpose, operation } = challenge;
  const subject = { id: challenge.subject };
  const about = { subject, purpose };
  const { currentPin, newPin, grant, questions } = answer;
  const chosen = promptOf(answer);
  switch (challenge.type) {
    case 'initialise':
      return initialise(ports, call, challenge, answer);
    case 'set':
      if (newPin === undefined) return incomplete('newPin');
      return finish(
        await setPin(ports, call, {
          ...about,
          ...chosen,
          ...(await candidateFor(ports, call, subject, newPin)),
        }),
      );
    case 'change': {
      if (currentPin === undefined) return incomplete('currentPin');
      if (newPin === undefined) return incomplete('newPin');
      const command = {
        ...about,
        ...chosen,
        currentPin,
        ...(await candidateFor(ports, call, subject, newPin)),
      };
      return finish(await changePin(ports, call, command));
    }
    case 'verify': {
      if (currentPin === undefined) return incomplete('currentPin');
      const named = operation === null ? {} : { operation };
      const verified = await verifyPin(ports, call, { ...about, pin: currentPin, ...named });
      if (verified.outcome !== 'verified') return finish(verified);
      return verified.mustChange ? { outcome: 'must_change' } : { outcome: 'completed' };
    }
    case 'recover':
      if (grant === undefined) return incomplete('proof');
      if (newPin === undefined) return incomplete('newPin');
      return finish(
        await resetPin(ports, call, {
          ...about,
          ...chosen,
          grant,
          ...(await candidateFor(ports, call, subject, newPin)),
        }),
      );
    case 'set_questions':
      if (questions === undefined) return incomplete('questions');
      return finish(
        await setQuestions(ports, call, { ...about, questions, ...(currentPin && { currentPin }) }),
      );
  }
}

/**
 * First PIN, then questions. A crash in between leaves a PIN without questions, which the same
 * challenge then asks for; the other way round somebody else could set the PIN.
 */
async function initialise(
  ports: AnswerPorts,
  call: Call,
  { tenant, subject: id, purpose }: Challenge,
  answer: ChallengeAnswer,
): Promise<AnswerChallengeOutcome> {
  const { currentPin, newPin, questions } = answer;
  const subject = { id };
  const key = { tenant, subject: id, purpose };
  const pin = await ports.store.readCredential(key);
  const asked = await ports.store.readCredential(questionsKey(key));
  const has = { pin: pin.verifier !== null, questions: asked.verifier !== null };
  const steps = stepsOf('initialise', has);
  if (steps.length === 0) return { outcome: 'exists' };
  // Everything is judged before anything is stored: a refusal leaves nothing half done.
  if (steps.includes('questions')) {
    if (questions === undefined) return incomplete('questions');
    const refused = judgeQuestions(questions, call.tenant.policy);
    if (refused !== null) return { outcome: 'questions_refused', ...refused };
  }
  let proven = currentPin;
  if (steps.includes('newPin')) {
    if (newPin === undefined) return incomplete('newPin');
    const candidate = await candidateFor(ports, call, subject, newPin);
    const judgement = judgeByPolicy(ports, call, candidate);
    if (!judgement.accepted) return { outcome: 'refused', rule: judgement.rule };
    const step = has.questions ? call : withoutEnd(call);
    const about = { subject, purpose, ...promptOf(answer) };
    const set = await setPin(ports, step, { ...about, ...candidate });
    if (set.outcome !== 'set' || has.questions) return finish(set);
    proven = judgement.pin;
  }
  if (questions === undefined) return incomplete('questions');
  const command = { subject, purpose, questions, ...(proven && { currentPin: proven }) };
  return finish(await setQuestions(ports, call, command));
}

function promptOf({ prompt }: ChallengeAnswer): Pick<ChallengeAnswer, 'prompt'> {
  return prompt === undefined ? {} : { prompt };
}

type Executed =
  | Awaited<ReturnType<typeof changePin>>
  | Awaited<ReturnType<typeof setPin>>
  | Awaited<ReturnType<typeof resetPin>>
  | Awaited<ReturnType<typeof setQuestions>>
  | Exclude<Awaited<ReturnType<typeof verifyPin>>, { outcome: 'verified' }>;

function finish(executed: Executed): AnswerChallengeOutcome {
  switch (executed.outcome) {
    case 'set':
    case 'changed':
    case 'reset':
      return { outcome: 'completed' };
    case 'pin_required':
      return incomplete('currentPin');
    case 'not_entitled':
      return { outcome: 'unknown_subject' };
    default:
      return executed;
  }
}

function incomplete(step: 'currentPin' | 'proof' | 'newPin' | 'questions'): AnswerChallengeOutcome {
  return { outcome: 'incomplete', step };
}
