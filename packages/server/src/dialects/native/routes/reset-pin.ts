import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { ResetOutcome } from '../../../core/model/outcome.ts';
import { resetAnswer } from '../answer-bodies.ts';
import { type Ok, ok, subjectNotFound } from '../answers.ts';
import {
  object,
  personal,
  pin,
  prompt,
  purpose,
  readPin,
  readPurpose,
  readSubject,
} from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const resetPin = nativeRoute({
  method: 'POST',
  path: '/subjects/:id/pin/reset',
  group: 'PINs',
  summary: 'Put a new PIN in force with the grant of a completed recovery',
  body: object(
    {
      newPin: pin,
      grant: Type.String({ minLength: 1, maxLength: 200 }),
      personal: Type.Optional(personal),
      purpose: Type.Optional(purpose),
      prompt: Type.Optional(prompt),
    },
    'PinReset',
  ),
  answers: { 200: resetAnswer },
  pins: { operation: 'reset', fields: ['newPin'] },
  secrets: ['grant', 'prompt'],
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    newPin: readPin(pins.get('newPin') ?? body.newPin),
    grant: body.grant,
    ...(body.personal && { personal: body.personal }),
    ...(body.prompt && { prompt: body.prompt }),
  }),
  run: (core, call, command) => core.resetPin(call, command),
  encode,
});

function encode(outcome: ResetOutcome): Ok<typeof resetAnswer> {
  switch (outcome.outcome) {
    case 'reset':
    case 'grant_invalid':
      return ok({ outcome: outcome.outcome });
    case 'refused':
      return ok({ outcome: 'refused', rule: outcome.rule });
    case 'prompt_refused':
      return ok({ outcome: 'prompt_refused', rule: outcome.rule });
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
