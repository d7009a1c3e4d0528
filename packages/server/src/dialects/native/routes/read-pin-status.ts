import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { StatusOutcome } from '../../../core/model/outcome.ts';
import { toIso } from '../../to-iso.ts';
import { pinStatus } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok, subjectNotFound } from '../answers.ts';
import { object, purpose, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readPinStatus = nativeRoute({
  method: 'GET',
  path: '/subjects/:id/pin',
  group: 'PINs',
  summary: 'What may be known about a PIN without typing it; costs nothing',
  body: object({}),
  query: object({ purpose: Type.Optional(purpose) }),
  answers: { 200: pinStatus },
  decode: ({ params, query }) => ({
    subject: readSubject(params),
    purpose: readPurpose(query.purpose),
  }),
  run: (core, call, query) => core.readPinStatus(call, query),
  encode,
});

function encode(outcome: StatusOutcome): Ok<typeof pinStatus> {
  switch (outcome.outcome) {
    case 'status': {
      const { state, kind, lockout, changedAt, verifiedAt, mustChange } = outcome;
      return ok({
        state,
        kind,
        ...lockoutFields(lockout),
        changedAt: toIso(changedAt),
        verifiedAt: toIso(verifiedAt),
        mustChange,
      });
    }
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
