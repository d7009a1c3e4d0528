import { Type } from 'typebox';
import type { CheckOutcome } from '../../../core/model/outcome.ts';
import { policyAnswer } from '../answer-bodies.ts';
import { type Ok, ok } from '../answers.ts';
import { object, personal, pin } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

/** A question, not a mutation: every asking is answered anew. */
export const checkPolicy = nativeRoute({
  method: 'POST',
  path: '/policy/check',
  group: 'Policy and keys',
  summary: 'Say whether a PIN would be accepted; about nobody, so no attempt is involved',
  body: object({ pin, personal: Type.Optional(personal) }, 'PinCandidate'),
  answers: { 200: policyAnswer },
  pins: { operation: 'check', fields: ['pin'] },
  onRepeat: 'run_again',
  decode: ({ body, pins }) => ({
    newPin: pins.get('pin') ?? body.pin,
    ...(body.personal && { personal: body.personal }),
  }),
  run: (core, call, candidate) => core.checkPolicy(call, candidate),
  encode: (outcome: CheckOutcome): Ok<typeof policyAnswer> =>
    outcome.outcome === 'accepted' ? ok({ ok: true }) : ok({ ok: false, rule: outcome.rule }),
});
