import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { ResetOutcome } from '../../../core/model/outcome.ts';
import type { WireResponse } from '../../dialect.ts';
import { ok, subjectNotFound } from '../answers.ts';
import { object, personal, pin, purpose, readNewPin, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const resetPin = nativeRoute({
  method: 'POST',
  path: '/subjects/:id/pin/reset',
  summary: 'Put a new PIN in force with the grant of a completed recovery',
  body: object({
    newPin: pin,
    grant: Type.String({ minLength: 1, maxLength: 200 }),
    personal: Type.Optional(personal),
    purpose: Type.Optional(purpose),
  }),
  secrets: ['newPin', 'grant'],
  decode: ({ params, body }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    newPin: readNewPin(body.newPin),
    grant: body.grant,
    ...(body.personal && { personal: body.personal }),
  }),
  run: (core, call, command) => core.resetPin(call, command),
  encode,
});

function encode(outcome: ResetOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'reset':
    case 'grant_invalid':
      return ok({ outcome: outcome.outcome });
    case 'refused':
      return ok({ outcome: 'refused', rule: outcome.rule });
    // Nobody sends a picture here.
    case 'prompt_refused':
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
