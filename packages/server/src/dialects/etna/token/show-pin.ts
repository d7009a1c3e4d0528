import { unreachable } from '../../../core/fault.ts';
import type { PinStatus, StatusOutcome } from '../../../core/model/outcome.ts';
import { Pin } from '../../../core/model/pin.ts';
import type { WireResponse } from '../../dialect.ts';
import { openToken } from '../open-token.ts';
import { PIN_PURPOSE } from '../purposes.ts';
import { askForPin, demandPin, refusePin } from './ask-for-pin.ts';
import type { Attempt } from './attempt.ts';
import type { Admitted } from './show-code.ts';
import { invalidCredentials, succeeded } from './token-answers.ts';

/**
 * The PIN, the end of a login. What somebody earns here was earned with the PIN in force: a change
 * that got in between is noticed before anything is handed out, and the PIN is asked for again.
 */
export async function showPin(attempt: Attempt, admitted: Admitted): Promise<WireResponse> {
  const before = await readPin(attempt, admitted);
  if (before.outcome === 'unknown_subject') return invalidCredentials();
  const answer = await answerPin(attempt, admitted, before);
  const after = await readPin(attempt, admitted);
  if (isSamePin(before, after)) return answer;
  return showPin(attempt, { ...admitted, mayShowPin: false });
}

function readPin({ core, call }: Attempt, { subject }: Admitted): Promise<StatusOutcome> {
  return core.readPinStatus(call, { subject: { id: subject }, purpose: PIN_PURPOSE });
}

function isSamePin(before: PinStatus, after: StatusOutcome): boolean {
  if (after.outcome === 'unknown_subject') return false;
  return before.changedAt === after.changedAt && before.kind === after.kind;
}

function answerPin(
  attempt: Attempt,
  admitted: Admitted,
  { state }: PinStatus,
): Promise<WireResponse> | WireResponse {
  switch (state) {
    case 'not_set':
      return attempt.settings.pin === 'off'
        ? letIn(attempt, admitted)
        : demandPin(attempt, admitted, 'there is no PIN yet, and the password was shown');
    case 'locked':
      return refusePin();
    case 'disabled':
      return invalidCredentials();
    case 'active':
      return testPin(attempt, admitted);
    default:
      return unreachable(state);
  }
}

async function testPin(attempt: Attempt, admitted: Admitted): Promise<WireResponse> {
  const { core, call, request } = attempt;
  const pin = admitted.mayShowPin ? Pin.parse(request.headers['pincode']) : null;
  // What is no PIN was no guess.
  if (pin === null) return askForPin(attempt, admitted);
  const subject = { id: admitted.subject };
  const outcome = await core.verifyPin(call, { subject, purpose: PIN_PURPOSE, pin });
  switch (outcome.outcome) {
    case 'verified':
      return outcome.mustChange
        ? demandPin(attempt, admitted, 'the PIN was shown and has to be changed')
        : letIn(attempt, admitted);
    case 'wrong':
      return outcome.lockout.locked ? refusePin() : askForPin(attempt, admitted);
    case 'locked':
      return refusePin();
    case 'not_set':
    case 'not_entitled':
      // Gone since it was looked for: showPin notices and asks again.
      return askForPin(attempt, admitted);
    case 'unknown_subject':
      return invalidCredentials();
    default:
      return unreachable(outcome);
  }
}

async function letIn({ core, call }: Attempt, { subject }: Admitted): Promise<WireResponse> {
  return succeeded(await openToken(core, call, { subject, level: 'full' }));
}
