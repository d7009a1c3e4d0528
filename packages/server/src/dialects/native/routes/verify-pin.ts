import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import { verifyAnswer } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok, subjectNotFound } from '../answers.ts';
import { object, operation, pin, purpose, readPin, readPurpose, readSubject } from '../fields.ts';
import { type Hand, nativeRoute } from '../native-route.ts';

export const verifyPin = nativeRoute({
  method: 'POST',
  path: '/subjects/:id/pin/verify',
  group: 'PINs',
  summary: 'Tell whether a PIN is right; costs one attempt',
  body: object(
    {
      pin,
      purpose: Type.Optional(purpose),
      operation: Type.Optional(operation),
    },
    'PinAttempt',
  ),
  answers: { 200: verifyAnswer },
  pins: { operation: 'verify', fields: ['pin'] },
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    pin: readPin(pins.get('pin') ?? body.pin),
    ...(body.operation !== undefined && { operation: body.operation }),
  }),
  run: (core, call, command) => core.verifyPin(call, command),
  encode,
});

async function encode(outcome: VerifyOutcome, hand: Hand): Promise<Ok<typeof verifyAnswer>> {
  switch (outcome.outcome) {
    case 'verified': {
      const { mustChange, lockout, assertion } = outcome;
      const proof = assertion && { assertion: await hand.sign(assertion) };
      return ok({ outcome: 'verified', mustChange, ...lockoutFields(lockout), ...proof });
    }
    case 'wrong':
    case 'locked':
      return ok({ outcome: outcome.outcome, ...lockoutFields(outcome.lockout) });
    case 'not_set':
      return ok({ outcome: 'not_set', attemptsRemaining: null, lockedUntil: null });
    case 'unknown_subject':
      return subjectNotFound();
    case 'not_entitled':
      // The native wire asks for nothing but the PIN.
      throw new Fault('internal', 'The PIN was refused.', { internal: 'unasked entitlement' });
    default:
      return unreachable(outcome);
  }
}
