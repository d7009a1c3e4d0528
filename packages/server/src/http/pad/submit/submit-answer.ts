import type { Core } from '../../../core/core.ts';
import { unreachable } from '../../../core/fault.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { type Attempt, FIRST_LOOK } from '../ceremony/attempt.ts';
import type { Visit } from '../visit.ts';
import { readAnswer } from './read-answer.ts';
import type { FormData } from './read-form.ts';
import { keptPrompt } from './read-prompt.ts';
import { keptFrom } from './read-questions.ts';
import type { Submitted } from './submitted.ts';
import { type Told, tellAnswer } from './tell-answer.ts';

/** Answers a challenge with one form, through the same gate as every other door. */
export async function submitAnswer(
  core: Core,
  { call, challenge, surface: { messages } }: Visit,
  { steps }: Ceremony,
  form: FormData,
): Promise<Submitted> {
  const kept = new Map([...keptFrom(form), ...keptPrompt(form)]);
  const before: Attempt = { ...FIRST_LOOK, kept };
  const read = readAnswer(messages, steps, form);
  if ('complaint' in read) return { next: 'page', attempt: { ...before, ...read } };
  const outcome = await core.answerChallenge(call, { challenge, answer: read.answer });
  return follow(tellAnswer(messages, call.tenant.policy, outcome), before);
}

/** From what is to be told to the page that tells it; `before` is the form that was submitted. */
export function follow(told: Told, before: Attempt): Submitted {
  switch (told.next) {
    case 'done':
      return told;
    case 'must_change':
      return { next: 'page', attempt: { ...FIRST_LOOK, stage: { at: 'must_change' } } };
    case 'look_again':
      return { next: 'page', attempt: FIRST_LOOK };
    case 'prove_again':
      return { next: 'page', attempt: { ...FIRST_LOOK, complaint: told.complaint } };
    case 'try_again':
      return { next: 'page', attempt: { ...before, complaint: told.complaint } };
    default:
      return unreachable(told);
  }
}
