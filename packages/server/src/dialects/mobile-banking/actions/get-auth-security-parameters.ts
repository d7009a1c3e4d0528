import { unreachable } from '../../../core/fault.ts';
import type { LockoutView } from '../../../core/model/lockout-view.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import type { Subject } from '../../../core/model/subject.ts';
import { type Answer, defineAction, type Exchange } from '../action.ts';
import { type PresentedDevice, readDevice, relate } from '../device.ts';
import { readCaller, readPin, requiredChoice } from '../fields.ts';
import { formatEnd } from '../local-time.ts';
import { lockSentence } from '../lockout-words.ts';
import { readLockout } from '../member.ts';
import { type PinProof, testRepeatedPin } from '../prove-pin.ts';
import { NO_ACCOUNT, OTHER_DEVICE, WRONG_PIN } from '../replace-answer.ts';
import {
  PURPOSES,
  parametersInForce,
  SECURITY_TYPES,
  type SecurityParameters,
  type SecurityType,
} from '../security-parameters.ts';

interface GetParameters extends PinProof {
  readonly device: PresentedDevice;
  readonly type: SecurityType;
}

type GetOutcome =
  | Exclude<VerifyOutcome, { outcome: 'verified' }>
  | { readonly outcome: 'read'; readonly parameters: SecurityParameters }
  | { readonly outcome: 'device_differs' };

/** Shows what is in force for a member who has just typed the right PIN. */
export const getAuthSecurityParameters = defineAction<GetParameters>({
  name: 'GET_AUTH_SECURITY_PARAMETERS',
  decode: (fields, settings) => ({
    caller: readCaller(fields),
    pin: readPin(fields),
    device: readDevice(fields, settings),
    type: requiredChoice(fields, 'auth_security_type', SECURITY_TYPES),
  }),
  run: async (exchange, command) => {
    return encode(await getParameters(exchange, command), command, exchange.settings.timeZone);
  },
  refuse: (sentence) => answer('ERROR', sentence, 0),
});

async function getParameters(exchange: Exchange, command: GetParameters): Promise<GetOutcome> {
  const { core, call } = exchange;
  const { caller, device, type } = command;
  const subject = await core.findSubject(call, { identifier: caller.identifier });
  if (subject !== null && relate(subject, device) === 'differs') {
    return { outcome: 'device_differs' };
  }
  const tested = await testRepeatedPin(exchange, command);
  if (tested.outcome !== 'verified') return tested;
  if (subject === null) return { outcome: 'unknown_subject' };
  const lockout = await lockoutOf(exchange, subject, type, tested.lockout);
  if (lockout === null) return { outcome: 'unknown_subject' };
  return { outcome: 'read', parameters: parametersInForce(subject, type, lockout) };
}

function lockoutOf(
  exchange: Exchange,
  subject: Subject,
  type: SecurityType,
  afterTest: LockoutView,
): Promise<LockoutView | null> {
  // The test has just told the one of PINs.
  if (type === 'PASSWORD') return Promise.resolve(afterTest);
  return readLockout(exchange, subject, PURPOSES[type]);
}

function encode(outcome: GetOutcome, { type }: GetParameters, timeZone: string): Answer {
  switch (outcome.outcome) {
    case 'read': {
      const { action, validUntil, flag, attempts } = outcome.parameters;
      return {
        ...answer('SUCCESS', 'Parameters read successfully', 0),
        auth_security_type: type,
        auth_action: action,
        auth_action_valid_date: validUntil === null ? '' : formatEnd(validUntil, timeZone),
        auth_flag: flag,
        auth_attempts: attempts,
      };
    }
    case 'wrong':
      return answer('INCORRECT_PIN', WRONG_PIN, outcome.lockout.failures);
    case 'locked': {
      const { lockout } = outcome;
      return answer('ERROR', lockSentence(lockout, timeZone), lockout.failures);
    }
    case 'device_differs':
      return answer('ERROR', OTHER_DEVICE, 0);
    case 'unknown_subject':
    case 'not_set':
    case 'not_entitled':
      return answer('ERROR', NO_ACCOUNT, 0);
    default:
      return unreachable(outcome);
  }
}

/** One of the callers in deployed clients reads `login_attempts` from this answer too. */
function answer(status: string, description: string, attempts: number): Answer {
  return {
    request_status: status,
    request_status_description: description,
    login_attempts: attempts,
  };
}
