import type { CeremonyStep } from '../../../core/model/ceremony.ts';
import type { ChallengeAnswer } from '../../../core/usecases/answer-challenge.ts';
import type { Complaint } from '../ceremony/attempt.ts';
import type { Messages } from '../messages/messages.ts';
import type { FormData } from './read-form.ts';
import { readCurrentPin, readNewPin } from './read-pins.ts';
import { readPrompt } from './read-prompt.ts';
import { readQuestions } from './read-questions.ts';

type Read = { readonly answer: ChallengeAnswer } | { readonly complaint: Complaint };

/** What a form says to the steps its page asked for; or the first thing that is no answer. */
export function readAnswer(
  messages: Messages,
  steps: readonly CeremonyStep[],
  form: FormData,
): Read {
  let answer: ChallengeAnswer = {};
  if (steps.includes('currentPin')) {
    const read = readCurrentPin(messages, form);
    if ('complaint' in read) return read;
    answer = { ...answer, currentPin: read.value };
  }
  if (steps.includes('newPin')) {
    const read = readNewPin(messages, form);
    if ('complaint' in read) return read;
    const prompt = readPrompt(form);
    answer = { ...answer, newPin: read.value, ...(prompt && { prompt }) };
  }
  if (steps.includes('questions')) {
    answer = { ...answer, questions: readQuestions(messages, form) };
  }
  return { answer };
}
