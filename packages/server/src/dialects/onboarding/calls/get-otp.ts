import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { refuse, succeed } from '../answers.ts';
import { recall, remember } from '../conversation.ts';
import { defineCall } from '../define-call.ts';
import { textOf } from '../fields.ts';
import { SUCCESS } from '../form.ts';
import { sendCode } from '../one-time-code.ts';

/**
 * Sends a new code under the reference the client has. The one before is over, with the tries that
 * were left. Two at once may both be sent; how many a number gets at all is limited elsewhere.
 */
export const getOtp = defineCall({
  paths: ['/onboarding/otp/getOTP/v1', '/onboarding/otp/v2/getOTP'],
  summary: 'Send another code in place of one that did not arrive',
  takes: { otpRef: Type.String() },
  data: told({
    resCode: Type.Integer(),
    resDesc: Type.String(),
    resendAttemptsLeft: Type.Integer(),
    expireAt: Type.Integer(),
    otpValue: Type.String(),
  }),
  run: async (exchange) => {
    const { core, call, fields } = exchange;
    const otpRef = textOf(fields, 'otpRef');
    if (otpRef === undefined) return refuse('ONB007');
    const sent = await recall(core, call, otpRef);
    if (sent === null || sent.resendsLeft === 0) return refuse('ONB004');
    const { code, expiresAt, told } = await sendCode(exchange, sent);
    const resendsLeft = sent.resendsLeft - 1;
    await remember(core, call, otpRef, { sent: { ...sent, code, resendsLeft }, expiresAt });
    return succeed({
      ...{ resCode: SUCCESS, resDesc: 'SUCCESS' },
      ...{ resendAttemptsLeft: resendsLeft, expireAt: expiresAt, otpValue: told },
    });
  },
});
