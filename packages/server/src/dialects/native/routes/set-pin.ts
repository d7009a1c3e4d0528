import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { SetOutcome } from '../../../core/model/outcome.ts';
import { setAnswer } from '../answer-bodies.ts';
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

export const setPin = nativeRoute({
  method: 'PUT',
  path: '/subjects/:id/pin',
  group: 'PINs',
  summary: 'Give a subject its first PIN; never replaces one',
  body: object(
    {
      pin,
      personal: Type.Optional(personal),
      purpose: Type.Optional(purpose),
      prompt: Type.Optional(prompt),
      mustChange: Type.Optional(Type.Boolean()),
    },
    'NewPin',
  ),
  answers: { 200: setAnswer },
  pins: { operation: 'set', fields: ['pin'] },
  secrets: ['prompt'],
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    newPin: readPin(pins.get('pin') ?? body.pin),
    mustChange: body.mustChange ?? false,
    ...(body.personal && { personal: body.personal }),
    ...(body.prompt && { prompt: body.prompt }),
  }),
  run: (core, call, command) => core.setPin(call, command),
  encode,
});

function encode(outcome: SetOutcome): Ok<typeof setAnswer> {
  switch (outcome.outcome) {
    case 'set':
      return ok({ outcome: 'set' });
    case 'refused':
      return ok({ outcome: 'refused', rule: outcome.rule });
    case 'prompt_refused':
      return ok({ outcome: 'prompt_refused', rule: outcome.rule });
    case 'exists':
      throw new Fault(
        'pin_exists',
        'This subject has a PIN. Change it with the old one, or start a recovery.',
      );
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
