import type { Core } from '../../../core/core.ts';
import { Fault } from '../../../core/fault.ts';
import { CODE_DIGITS } from '../../../core/model/recovery.ts';
import { Answers } from '../../../core/model/security-questions.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { type Attempt, type Complaint, FIRST_LOOK, type Stage } from '../ceremony/attempt.ts';
import { questionNames } from '../ceremony/question-fields.ts';
import { RECOVERY_STEPS, type RecoveryStep } from '../ceremony/step-form.ts';
import type { Visit } from '../visit.ts';
import { malformed } from './complaints.ts';
import type { FormData } from './read-form.ts';
import { readNewPin } from './read-pins.ts';
import { keptPrompt, readPrompt } from './read-prompt.ts';
import { follow } from './submit-answer.ts';
import type { Submitted } from './submitted.ts';
import { tellAnswer } from './tell-answer.ts';
import { tellProof, tellSent } from './tell-proof.ts';

type Step = (core: Core, visit: Visit, ceremony: Ceremony, form: FormData) => Promise<Submitted>;

const STEPS: Readonly<Record<RecoveryStep, Step>> = {
  send_code: sendCode,
  code: proveCode,
  answers: proveAnswers,
  new_pin: setNewPin,
};

/** One step of a recovery: prove that it is you, then choose a new PIN. */
export function submitRecovery(
  core: Core,
  visit: Visit,
  ceremony: Ceremony,
  form: FormData,
): Promise<Submitted> {
  const step = RECOVERY_STEPS.find((each) => each === form.get('step'));
  if (step === undefined) throw new Fault('request_malformed', 'Open the page again.');
  return STEPS[step](core, visit, ceremony, form);
}

async function sendCode(core: Core, { call, challenge, surface }: Visit): Promise<Submitted> {
  return page(tellSent(surface, await core.sendChallengeCode(call, challenge)));
}

async function proveCode(
  core: Core,
  { call, challenge, surface }: Visit,
  _ceremony: Ceremony,
  form: FormData,
): Promise<Submitted> {
  const recovery = form.get('recovery') ?? '';
  const code = form.get('code') ?? '';
  const stage: Stage = { at: 'code', recovery };
  if (!new RegExp(`^[0-9]{${CODE_DIGITS}}$`).test(code)) {
    const words = surface.messages.problems.codeMalformed(CODE_DIGITS);
    return again(stage, malformed(words, 'code'));
  }
  const outcome = await core.proveChallengeCode(call, { challenge, recovery, code });
  return page(tellProof(surface, stage, outcome));
}

async function proveAnswers(
  core: Core,
  { call, challenge, surface }: Visit,
  { questions }: Ceremony,
  form: FormData,
): Promise<Submitted> {
  const stage: Stage = { at: 'start' };
  const answers = (questions ?? []).map((_each, index) => {
    return form.get(questionNames(index).answer) ?? '';
  });
  if (questions !== null && Answers.parse(answers) === null) {
    return again(stage, malformed(surface.messages.problems.answersMissing, 'answer1'));
  }
  const outcome = await core.proveChallengeAnswers(call, { challenge, answers });
  return page(tellProof(surface, stage, outcome));
}

async function setNewPin(
  core: Core,
  { call, challenge, surface: { messages } }: Visit,
  _ceremony: Ceremony,
  form: FormData,
): Promise<Submitted> {
  const grant = form.get('grant') ?? '';
  const stage: Stage = { at: 'new_pin', grant };
  const read = readNewPin(messages, form);
  const before: Attempt = { ...FIRST_LOOK, stage, kept: keptPrompt(form) };
  if ('complaint' in read) return page({ ...before, complaint: read.complaint });
  const prompt = readPrompt(form);
  const answer = { grant, newPin: read.value, ...(prompt && { prompt }) };
  const outcome = await core.answerChallenge(call, { challenge, answer });
  return follow(tellAnswer(messages, call.tenant.policy, outcome), before);
}

function page(attempt: Attempt): Submitted {
  return { next: 'page', attempt };
}

function again(stage: Stage, complaint: Complaint): Submitted {
  return page({ ...FIRST_LOOK, stage, complaint });
}
