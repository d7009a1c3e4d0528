import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { accountNumberOf } from '../account.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { boundDevice } from '../device.ts';
import { exactNumber } from '../exact-number.ts';
import { hasPin } from '../has-pin.ts';
import { readMobile } from '../mobile.ts';
import { digits, mobile } from '../onboarding-shape.ts';

/**
 * Says whether a number has a PIN here, and nothing else but to its owner (onb 8): a client token
 * gets the account number and device of somebody unregistered.
 */
export const checkRegistration = defineCall({
  paths: ['/onboarding/user/checkRegStatus/v1', '/onboarding/user/v2/checkRegStatus'],
  summary: 'Say whether a number is registered',
  takes: mobile,
  data: Type.Array(
    told({
      registered: Type.Boolean(),
      mobile: Type.String(),
      signInMode: Type.Integer(),
      accountNumber: digits,
      deviceId: Type.Union([Type.String(), Type.Null()]),
      appUpdateRequired: Type.Boolean(),
    }),
  ),
  run: async (exchange) => {
    const { core, call, fields, settings, signIn } = exchange;
    const read = readMobile(fields, settings);
    if ('problem' in read) return refuse(read.problem);
    const { national: mobile, msisdn } = read.mobile;
    const found = await core.findSubject(call, { identifier: { type: 'msisdn', value: msisdn } });
    const registered = found !== null && (await hasPin(core, call, found));
    const own = found !== null && found.id === signIn.subject;
    const account = own ? exactNumber(await accountNumberOf(core, call, found)) : 0;
    return succeed([
      {
        ...{ registered, mobile, signInMode: registered ? 1 : 0, accountNumber: account },
        ...{ deviceId: own ? (boundDevice(found) ?? null) : null, appUpdateRequired: false },
      },
    ]);
  },
});
