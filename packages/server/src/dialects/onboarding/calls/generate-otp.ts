import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { refuse, succeed } from '../answers.ts';
import { RESENDS_MAX, remember } from '../conversation.ts';
import { defineCall } from '../define-call.ts';
import { eventTypeOf } from '../event-type.ts';
import { readMobile } from '../mobile.ts';
import { mobile } from '../onboarding-shape.ts';
import { sendCode } from '../one-time-code.ts';

/** `otpVal` is the code itself in the vendor's documents; it is empty but in a sandbox (onb 5). */
export const generateOtp = defineCall({
  paths: ['/onboarding/otp/generateOTP/v1', '/onboarding/otp/v2/generateOTP'],
  summary: 'Send a one-time code to a number, whoever has it',
  takes: { ...mobile, eventType: Type.String() },
  data: told({ otpRef: Type.String(), otpVal: Type.String(), mobile: Type.String() }),
  run: async (exchange) => {
    const { core, call, fields, settings } = exchange;
    const read = readMobile(fields, settings);
    if ('problem' in read) return refuse(read.problem);
    const eventType = eventTypeOf(fields);
    if (eventType === undefined) return refuse('ONB006');
    const { national, msisdn } = read.mobile;
    const { code, expiresAt, told } = await sendCode(exchange, { eventType, msisdn });
    const otpRef = code ?? core.randomUuid();
    const about = { eventType, msisdn, code, app: call.actor, resendsLeft: RESENDS_MAX };
    await remember(core, call, otpRef, { sent: about, expiresAt });
    return succeed({ otpRef, otpVal: told, mobile: national });
  },
});
