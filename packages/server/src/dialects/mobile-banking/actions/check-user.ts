import { unreachable } from '../../../core/fault.ts';
import { type Answer, defineAction, type Exchange } from '../action.ts';
import { type PresentedDevice, readDevice, relate } from '../device.ts';
import { type Caller, readCaller } from '../fields.ts';
import { formatEnd } from '../local-time.ts';
import { lockStatus } from '../lockout-words.ts';
import { findMember, type Member, readLockout } from '../member.ts';
import { PURPOSES, parametersInForce, type SecurityParameters } from '../security-parameters.ts';

interface CheckUser {
  readonly caller: Caller;
  readonly device: PresentedDevice;
}

type CheckUserOutcome =
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'device_differs' }
  | {
      readonly outcome: 'found';
      readonly member: Member;
      readonly password: SecurityParameters;
      readonly otp: SecurityParameters;
    };

/** Tells whether a member may use the channel from this device. Looks at no PIN. */
export const checkUser = defineAction<CheckUser>({
  name: 'CHECK_USER',
  decode: (fields, settings) => ({
    // This page alone gives the identifier 100 characters.
    caller: readCaller(fields, 100),
    device: readDevice(fields, settings),
  }),
  run: async (exchange, command) => encode(await check(exchange, command), exchange),
  refuse: (sentence) => ({ user_status: 'ERROR', user_status_description: sentence }),
});

async function check(exchange: Exchange, { caller, device }: CheckUser): Promise<CheckUserOutcome> {
  const member = await findMember(exchange, caller.identifier);
  if (member === null) return { outcome: 'not_found' };
  const { subject, lockout } = member;
  if (relate(subject, device) === 'differs') return { outcome: 'device_differs' };
  const otp = await readLockout(exchange, subject, PURPOSES.OTP);
  if (otp === null) return { outcome: 'not_found' };
  return {
    outcome: 'found',
    member,
    password: parametersInForce(subject, 'PASSWORD', lockout),
    otp: parametersInForce(subject, 'OTP', otp),
  };
}

function encode(outcome: CheckUserOutcome, { settings }: Exchange): Answer {
  switch (outcome.outcome) {
    case 'not_found':
      return { user_status: 'NOT_FOUND' };
    case 'device_differs':
      return { user_status: 'INVALID_DEVICE_IDENTIFIER' };
    case 'found': {
      const { member, password, otp } = outcome;
      const { validUntil } = password;
      return {
        user_status: member.lockout.locked ? lockStatus(member.lockout) : 'ACTIVE',
        auth_action: password.action,
        auth_action_valid_date: validUntil === null ? '' : formatEnd(validUntil, settings.timeZone),
        login_flag: password.flag,
        login_attempts: member.lockout.failures,
        otp_flag: otp.flag,
        otp_attempts: otp.attempts,
      };
    }
    default:
      return unreachable(outcome);
  }
}
