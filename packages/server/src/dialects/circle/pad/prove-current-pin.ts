import { unreachable } from '../../../core/fault.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import type { WireResponse } from '../../dialect.ts';
import { nothing } from '../wire-answers.ts';
import { defineStep } from './pad-call.ts';
import { pin } from './pin-field.ts';
import { refuseLocked, refuseStep, refuseWrong } from './refuse-step.ts';

/** A guess like any other; a right one is shown again with the new PIN. */
export const proveCurrentPin = defineStep({
  path: '/circle/current-pin',
  summary: 'Show the current PIN; costs one attempt',
  answer: nothing,
  input: { pin },
  run: async ({ core, call, challenge, input }) =>
    encode(await core.proveCurrentPin(call, { challenge: challenge.id, pin: input.pin })),
});

function encode(outcome: VerifyOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'verified':
      // A start PIN is good for changing it, and that is what is going on.
      return { status: 200, body: {} };
    case 'wrong':
      return refuseWrong('pin', outcome.lockout);
    case 'locked':
      return refuseLocked(155119, outcome.lockout);
    case 'not_set':
      return refuseStep(155110);
    case 'unknown_subject':
    case 'not_entitled':
      return refuseStep(155116);
    default:
      return unreachable(outcome);
  }
}
