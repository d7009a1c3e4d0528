import { unreachable } from '../../../core/fault.ts';
import { nothing } from '../wire-answers.ts';
import { defineStep } from './pad-call.ts';
import { pin } from './pin-field.ts';
import { refusePin } from './refuse-pin.ts';

/**
 * So that a weak PIN is refused when it is typed, not after all questions were answered. About the
 * policy only: whether it was somebody's PIN is said at the end, to who has proven who they are.
 */
export const judgeNewPin = defineStep({
  path: '/circle/new-pin',
  summary: 'Judge a new PIN by the policy; no attempt is involved',
  answer: nothing,
  input: { pin },
  run: async ({ core, call, subject, input }) => {
    const judged = await core.checkNewPin(call, { id: subject.id }, input.pin);
    switch (judged.outcome) {
      case 'accepted':
        return { status: 200, body: {} };
      case 'refused':
        return refusePin(judged.rule);
      default:
        return unreachable(judged);
    }
  },
});
