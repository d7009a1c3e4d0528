import { unreachable } from '../../../core/fault.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import { type Answer, defineAction, type Exchange } from '../action.ts';
import { bindOnSuccess } from '../bind-on-success.ts';
import { isInactiveApp, type PresentedDevice, readDevice, relate } from '../device.ts';
import { readCaller, readPin } from '../fields.ts';
import { lockEnd, lockStatus } from '../lockout-words.ts';
import { type PinProof, testTypedPin } from '../prove-pin.ts';

interface Login extends PinProof {
  readonly device: PresentedDevice;
}

type LoginOutcome =
  | VerifyOutcome
  | { readonly outcome: 'device_differs' }
  | { readonly outcome: 'app_inactive' };

/** Verifies a PIN. Never answered from a record: each LOGIN is a guess of its own. */
export const login = defineAction<Login>({
  name: 'LOGIN',
  decode: (fields, settings) => ({
    caller: readCaller(fields),
    pin: readPin(fields),
    device: readDevice(fields, settings),
  }),
  run: async (exchange, command) => encode(await logIn(exchange, command), exchange),
  refuse: (sentence) => ({ ...attempts('ERROR', 0), login_status_description: sentence }),
});

async function logIn(exchange: Exchange, command: Login): Promise<LoginOutcome> {
  const { core, call } = exchange;
  const { caller, device } = command;
  const subject = await core.findSubject(call, { identifier: caller.identifier });
  if (subject !== null && relate(subject, device) === 'differs') {
    return { outcome: 'device_differs' };
  }
  const tested = await testTypedPin(exchange, command);
  if (tested.outcome !== 'verified' || subject === null) return tested;
  // Only who knows the PIN is told that the app is not active, or that the PIN is a start PIN.
  if (isInactiveApp(subject, device)) return { outcome: 'app_inactive' };
  if (tested.mustChange) return tested;
  return (await bindOnSuccess(exchange, subject, device)) ? tested : { outcome: 'device_differs' };
}

function encode(outcome: LoginOutcome, { settings }: Exchange): Answer {
  switch (outcome.outcome) {
    case 'verified':
      return attempts(outcome.mustChange ? 'SET_PIN' : 'SUCCESS', 0);
    case 'wrong': {
      const { lockout } = outcome;
      return attempts('INCORRECT_PIN', lockout.failures, lockEnd(lockout, settings.timeZone));
    }
    case 'locked': {
      const { lockout } = outcome;
      return attempts(lockStatus(lockout), lockout.failures, lockEnd(lockout, settings.timeZone));
    }
    case 'device_differs':
      return attempts('INVALID_DEVICE_IDENTIFIER', 0);
    case 'app_inactive':
      return attempts('MOBILE_APP_INACTIVE', 0);
    case 'unknown_subject':
    case 'not_set':
    case 'not_entitled':
      return {
        ...attempts('ERROR', 0),
        login_status_description: 'There is no such account.',
      };
    default:
      return unreachable(outcome);
  }
}

function attempts(status: string, failures: number, validUntil = ''): Answer {
  return {
    login_status: status,
    login_attempts: failures,
    auth_action_valid_date: validUntil,
  };
}
