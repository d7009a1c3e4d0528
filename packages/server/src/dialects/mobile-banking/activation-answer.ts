import { unreachable } from '../../core/fault.ts';
import type { VerifyOutcome } from '../../core/model/outcome.ts';
import type { Answer } from './action.ts';
import { lockSentence, lockStatus } from './lockout-words.ts';
import type { NotRun } from './once.ts';
import { NO_ACCOUNT, OTHER_DEVICE, TRY_AGAIN, WRONG_PIN } from './replace-answer.ts';

export type ActivationOutcome =
  | Exclude<VerifyOutcome, { outcome: 'verified' }>
  | { readonly outcome: 'done'; readonly mustChange: boolean }
  | { readonly outcome: 'device_differs' | 'app_inactive' };

type Malformed = { readonly outcome: 'malformed'; readonly sentence: string };

/** Both activation actions answer under the same names, with LOGIN's view of the member. */
export function activationAnswer(
  outcome: ActivationOutcome | NotRun | Malformed,
  done: string,
  timeZone: string,
): Answer {
  switch (outcome.outcome) {
    case 'done':
      return answer('SUCCESS', done, outcome.mustChange ? 'SET_PIN' : 'SUCCESS');
    case 'wrong': {
      const { failures } = outcome.lockout;
      return answer('INCORRECT_PIN', WRONG_PIN, 'INCORRECT_PIN', failures);
    }
    case 'locked': {
      const { lockout } = outcome;
      const sentence = lockSentence(lockout, timeZone);
      return answer('ERROR', sentence, lockStatus(lockout), lockout.failures);
    }
    case 'unknown_subject':
    case 'not_set':
      return answer('INVALID_ACCOUNT', NO_ACCOUNT, 'ERROR');
    case 'device_differs':
      return answer('INVALID_ACCOUNT', OTHER_DEVICE, 'INVALID_DEVICE_IDENTIFIER');
    case 'not_entitled':
      return answer('INVALID_ACCOUNT', 'The identity does not match the account.', 'ERROR');
    case 'app_inactive':
      return answer('ERROR', 'No mobile app is active.', 'MOBILE_APP_INACTIVE');
    case 'in_progress':
      return answer('ERROR', TRY_AGAIN, 'ERROR');
    case 'malformed':
      return answer('ERROR', outcome.sentence, 'ERROR');
    default:
      return unreachable(outcome);
  }
}

function answer(status: string, description: string, login: string, attempts = 0): Answer {
  return {
    mobile_app_activation_status: status,
    mobile_app_activation_status_description: description,
    login_status: login,
    login_attempts: attempts,
  };
}
