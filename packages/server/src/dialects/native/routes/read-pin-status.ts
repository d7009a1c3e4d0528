import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { StatusOutcome } from '../../../core/model/outcome.ts';
import type { WireResponse } from '../../dialect.ts';
import { checker } from '../../validate.ts';
import { lockoutFields, ok, subjectNotFound, toIso } from '../answers.ts';
import { object, purpose, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

const readQuery = checker(object({ purpose: Type.Optional(purpose) }), 'query');

export const readPinStatus = nativeRoute({
  method: 'GET',
  path: '/subjects/:id/pin',
  summary: 'What may be known about a PIN without typing it; costs nothing',
  body: object({}),
  decode: ({ params, query }) => ({
    subject: readSubject(params),
    purpose: readPurpose(readQuery(query).purpose),
  }),
  run: (core, call, query) => core.readPinStatus(call, query),
  encode,
});

function encode(outcome: StatusOutcome): WireResponse {
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
