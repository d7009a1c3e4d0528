import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { ChoosePromptOutcome } from '../../../core/usecases/choose-prompt.ts';
import type { ShownPrompt } from '../../../core/usecases/read-prompt.ts';
import { promptAnswer, securityPrompt } from '../answer-bodies.ts';
import { type Ok, ok, subjectNotFound } from '../answers.ts';
import { identifier, object, prompt, purpose, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

/** No PIN is asked for: whoever holds the tenant's key could show people anything in any case. */
export const choosePrompt = nativeRoute({
  method: 'PUT',
  path: '/subjects/:id/prompt',
  group: 'Pictures and phrases',
  summary: 'Put another picture and phrase beside a PIN, which stays as it is',
  body: object({ ...prompt.properties, purpose: Type.Optional(purpose) }, 'PromptChoice'),
  answers: { 200: promptAnswer },
  // A phrase that is refused may hold a PIN.
  secrets: ['image', 'phrase'],
  decode: ({ params, body: { image, phrase, purpose: wanted } }) => ({
    subject: readSubject(params),
    purpose: readPurpose(wanted),
    prompt: { image, phrase },
  }),
  run: (core, call, command) => core.choosePrompt(call, command),
  encode: encodeChoice,
});

export const readPrompt = nativeRoute({
  method: 'GET',
  path: '/subjects/:id/prompt',
  group: 'Pictures and phrases',
  summary:
    'The picture and phrase to show before a PIN is typed; a made-up pair where there is none',
  body: object({}),
  query: object({ purpose: Type.Optional(purpose) }),
  answers: { 200: securityPrompt },
  decode: ({ params, query }) => ({
    subject: readSubject(params),
    purpose: readPurpose(query.purpose),
  }),
  run: (core, call, query) => core.readPrompt(call, query),
  encode: encodeShown,
});

export const readNamedPrompt = nativeRoute({
  method: 'GET',
  path: '/prompt',
  group: 'Pictures and phrases',
  summary: 'The same for a name somebody typed: an identifier, whether anybody has it or not',
  body: object({}),
  query: object({ ...identifier.properties, purpose: Type.Optional(purpose) }),
  answers: { 200: securityPrompt },
  decode: ({ query }) => {
    const { type, value, purpose: wanted } = query;
    return { subject: { identifier: { type, value } }, purpose: readPurpose(wanted) };
  },
  run: (core, call, query) => core.readPrompt(call, query),
  encode: encodeShown,
});

function encodeChoice(outcome: ChoosePromptOutcome): Ok<typeof promptAnswer> {
  switch (outcome.outcome) {
    case 'chosen':
      return ok({ outcome: 'chosen' });
    case 'prompt_refused':
      return ok({ outcome: 'prompt_refused', rule: outcome.rule });
    case 'not_set':
      throw new Fault('pin_not_set', 'A picture and phrase belong to a PIN. Set the PIN first.');
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}

/** Never says whether anybody chose it: pages hand this answer on to whoever typed the name. */
function encodeShown({ image, phrase }: ShownPrompt): Ok<typeof securityPrompt> {
  return ok({ image, phrase });
}
