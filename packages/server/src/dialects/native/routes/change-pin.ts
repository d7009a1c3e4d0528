import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { ChangeOutcome } from '../../../core/model/outcome.ts';
import { changeAnswer } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok, subjectNotFound } from '../answers.ts';
import {
  deviceToken,
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

export const changePin = nativeRoute({
  method: 'POST',
  path: '/subjects/:id/pin/change',
  group: 'PINs',
  summary: 'Replace a PIN whose current value is known; costs one attempt',
  body: object(
    {
      currentPin: pin,
      newPin: pin,
      personal: Type.Optional(personal),
      purpose: Type.Optional(purpose),
      prompt: Type.Optional(prompt),
      device: Type.Optional(deviceToken),
    },
    'PinChange',
  ),
  answers: { 200: changeAnswer },
  pins: { operation: 'change', fields: ['currentPin', 'newPin'] },
  secrets: ['prompt', 'device'],
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    currentPin: readPin(pins.get('currentPin') ?? body.currentPin),
    newPin: readPin(pins.get('newPin') ?? body.newPin),
    ...(body.personal && { personal: body.personal }),
    ...(body.prompt && { prompt: body.prompt }),
    device: { ...(body.device !== undefined && { token: body.device }), remember: false },
  }),
  async run(core, call, { device, ...command }) {
    const about = { subject: command.subject.id, purpose: command.purpose };
    return core.changePin(await core.claimDevice(call, { ...about, ...device }), command);
  },
  encode,
});

function encode(outcome: ChangeOutcome): Ok<typeof changeAnswer> {
  switch (outcome.outcome) {
    case 'changed':
    case 'not_set':
      return ok({ outcome: outcome.outcome });
    case 'refused':
      return ok({ outcome: 'refused', rule: outcome.rule });
    case 'prompt_refused':
      return ok({ outcome: 'prompt_refused', rule: outcome.rule });
    case 'wrong':
    case 'locked':
      return ok({ outcome: outcome.outcome, ...lockoutFields(outcome.lockout) });
    case 'unknown_subject':
      return subjectNotFound();
    case 'not_entitled':
      // The native wire asks for nothing but the PIN.
      throw new Fault('internal', 'The change was refused.', { internal: 'unasked entitlement' });
    default:
      return unreachable(outcome);
  }
}
