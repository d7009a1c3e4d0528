import { unreachable } from '../../../core/fault.ts';
import { type Answer, defineAction, type Exchange } from '../action.ts';
import { readDevice } from '../device.ts';
import { readCaller, readPin, requiredChoice } from '../fields.ts';
import { formatLocal } from '../local-time.ts';
import { lockSentence } from '../lockout-words.ts';
import { readWanted } from '../read-wanted.ts';
import { NO_ACCOUNT, OTHER_DEVICE, WRONG_PIN } from '../replace-answer.ts';
import { SECURITY_TYPES } from '../security-parameters.ts';
import { type SetParameters, type SetParametersOutcome, setParameters } from '../set-parameters.ts';

interface StatusLine {
  readonly status: 'SUCCESS' | 'INCORRECT_PIN' | 'ERROR';
  readonly description: string;
}

/** Lets the gateway's own ladder raise what is in force, and lower it only with the right PIN. */
export const setAuthSecurityParameters = defineAction<SetParameters>({
  name: 'SET_AUTH_SECURITY_PARAMETERS',
  decode: (fields, settings) => ({
    caller: readCaller(fields),
    pin: readPin(fields),
    device: readDevice(fields, settings),
    type: requiredChoice(fields, 'auth_security_type', SECURITY_TYPES),
    wanted: readWanted(fields, settings.timeZone),
  }),
  run: async (exchange, command) => {
    const outcome = await setParameters(exchange, command);
    return encode(statusLine(outcome, exchange.settings.timeZone), exchange);
  },
  refuse: (sentence, exchange) => encode({ status: 'ERROR', description: sentence }, exchange),
});

function statusLine(outcome: SetParametersOutcome, timeZone: string): StatusLine {
  switch (outcome.outcome) {
    case 'set':
      return { status: 'SUCCESS', description: 'Parameters set successfully' };
    case 'wrong':
      return { status: 'INCORRECT_PIN', description: WRONG_PIN };
    case 'locked':
      return { status: 'ERROR', description: lockSentence(outcome.lockout, timeZone) };
    case 'not_in_future':
      return { status: 'ERROR', description: 'auth_action_valid_date is not in the future.' };
    case 'device_differs':
      return { status: 'ERROR', description: OTHER_DEVICE };
    case 'unknown_subject':
    case 'not_set':
    case 'not_entitled':
      return { status: 'ERROR', description: NO_ACCOUNT };
    default:
      return unreachable(outcome);
  }
}

function encode({ status, description }: StatusLine, { core, settings }: Exchange): Answer {
  return {
    set_auth_security_parameters_status: status,
    set_auth_security_parameters_status_description: description,
    date_time: formatLocal(core.now(), settings.timeZone),
  };
}
