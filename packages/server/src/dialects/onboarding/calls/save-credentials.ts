import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import type { SetOutcome } from '../../../core/model/outcome.ts';
import { type Answer, refuse, succeedWith } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { modeProblem, pinOf, pinProblem } from '../fields.ts';
import { requireLevel } from '../levels.ts';
import { mode, sentence } from '../onboarding-shape.ts';
import { personalOf } from '../personal.ts';
import { refuseNewPin } from '../refuse-new-pin.ts';

/** The last step of an enrolment. Never replaces a PIN: that is what a reset is for. */
export const saveCredentials = defineCall({
  paths: ['/onboarding/user/saveCredentials/v1', '/onboarding/user/v2/saveCredentials'],
  summary: 'Set the first PIN of whoever has proven their number',
  takes: { ...mode, pin: Type.String() },
  data: sentence,
  run: async ({ core, call, fields, signIn }) => {
    const problem = modeProblem(fields) ?? pinProblem(fields, 'pin');
    if (problem !== null) return refuse(problem);
    const subject = await core.findSubject(call, { id: requireLevel(signIn, 'otp') });
    if (subject === null) return refuse('ONB004');
    const outcome = await core.setPin(call, {
      ...{ subject: { id: subject.id }, purpose: DEFAULT_PURPOSE },
      ...{ newPin: pinOf(fields, 'pin'), personal: personalOf(subject) },
    });
    return encode(outcome);
  },
});

function encode(outcome: SetOutcome): Answer {
  switch (outcome.outcome) {
    case 'set':
      return succeedWith('PIN set successfully');
    case 'refused':
      return refuseNewPin(outcome.rule);
    case 'exists':
    case 'prompt_refused':
    case 'unknown_subject':
      // The vendor has no word for a PIN that is set already; nobody sends a picture here.
      return refuse('ONB004');
    default:
      return unreachable(outcome);
  }
}
