import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import type { ChangeOutcome } from '../../../core/model/outcome.ts';
import { Pin } from '../../../core/model/pin.ts';
import { type Answer, refuse, succeedWith } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { modeProblem, pinOf, pinProblem } from '../fields.ts';
import { requireLevel } from '../levels.ts';
import { mode, sentence } from '../onboarding-shape.ts';
import { personalOf } from '../personal.ts';
import { refuseNewPin } from '../refuse-new-pin.ts';

/** Takes the token of a login, and the old PIN all the same: a phone may lie about unlocked. */
export const changePin = defineCall({
  paths: ['/onboarding/user/changePin/v1', '/onboarding/user/v2/changePin'],
  summary: 'Replace a PIN by whoever knows it; costs one attempt',
  takes: { ...mode, currentPin: Type.String(), newPin: Type.String() },
  data: sentence,
  needsKey: true,
  run: async ({ core, call, fields, signIn }) => {
    const problem =
      modeProblem(fields) ?? pinProblem(fields, 'currentPin') ?? pinProblem(fields, 'newPin');
    if (problem !== null) return refuse(problem);
    const subject = await core.findSubject(call, { id: requireLevel(signIn, 'login') });
    const currentPin = Pin.parse(pinOf(fields, 'currentPin'));
    if (subject === null || currentPin === null) return refuse('ONB004');
    const outcome = await core.changePin(call, {
      ...{ subject: { id: subject.id }, purpose: DEFAULT_PURPOSE, currentPin },
      ...{ newPin: pinOf(fields, 'newPin'), personal: personalOf(subject) },
    });
    return encode(outcome);
  },
});

/** Whoever holds the token of a login may know how the account stands. */
function encode(outcome: ChangeOutcome): Answer {
  switch (outcome.outcome) {
    case 'changed':
      // The vendor's text, the same as for a reset (onb 4.2).
      return succeedWith('Pin has been reset successfully');
    case 'wrong':
      return refuse('ONB049');
    case 'locked':
      return refuse('ONB028');
    case 'not_set':
      return refuse('ONB027');
    case 'refused':
      return refuseNewPin(outcome.rule);
    case 'not_entitled':
    case 'prompt_refused':
    case 'unknown_subject':
      // Nothing is asked for beyond the PIN, and nobody sends a picture; the account was removed.
      return refuse('ONB004');
    default:
      return unreachable(outcome);
  }
}
