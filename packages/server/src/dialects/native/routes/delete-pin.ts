import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { DeletePinOutcome } from '../../../core/model/outcome.ts';
import { deletePinAnswer } from '../answer-bodies.ts';
import { type Ok, ok, subjectNotFound } from '../answers.ts';
import { object, purpose, readPurpose, readSubject, reason } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const deletePin = nativeRoute({
  method: 'DELETE',
  path: '/subjects/:id/pin',
  group: 'PINs',
  summary: 'Take a PIN out of force, with a reason for the audit trail',
  body: object({ reason, purpose: Type.Optional(purpose) }, 'PinDeletion'),
  answers: { 200: deletePinAnswer },
  decode: ({ params, body }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    reason: body.reason,
  }),
  run: (core, call, command) => core.deletePin(call, command),
  encode,
});

function encode(outcome: DeletePinOutcome): Ok<typeof deletePinAnswer> {
  switch (outcome.outcome) {
    case 'deleted':
    case 'not_set':
      return ok({ outcome: outcome.outcome });
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
