import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import { verifyAnswer } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok, subjectNotFound } from '../answers.ts';
import {
  deviceToken,
  object,
  operation,
  pin,
  purpose,
  readPin,
  readPurpose,
  readSubject,
  rememberDevice,
} from '../fields.ts';
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
      device: Type.Optional(deviceToken),
      rememberDevice: Type.Optional(rememberDevice),
    },
    'PinAttempt',
  ),
  answers: { 200: verifyAnswer },
  pins: { operation: 'verify', fields: ['pin'] },
  secrets: ['device'],
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    pin: readPin(pins.get('pin') ?? body.pin),
    ...(body.operation !== undefined && { operation: body.operation }),
    device: {
      ...(body.device !== undefined && { token: body.device }),
      remember: body.rememberDevice ?? false,
    },
  }),
  async run(core, call, { device, ...command }) {
    const about = { subject: command.subject.id, purpose: command.purpose };
    return core.verifyPin(await core.claimDevice(call, { ...about, ...device }), command);
  },
  encode,
});

async function encode(outcome: VerifyOutcome, hand: Hand): Promise<Ok<typeof verifyAnswer>> {
  switch (outcome.outcome) {
    case 'verified': {
      const { mustChange, lockout, assertion, device } = outcome;
      const proof = assertion && { assertion: await hand.sign(assertion) };
      const known = device && { device: await hand.deviceToken(device) };
      return ok({ outcome: 'verified', mustChange, ...lockoutFields(lockout), ...proof, ...known });
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
