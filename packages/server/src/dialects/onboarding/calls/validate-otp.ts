import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { ProveCodeOutcome } from '../../../core/model/outcome.ts';
import { isCode } from '../../../core/model/recovery.ts';
import { told } from '../../answer-parts.ts';
import { accountNumberOf, findOrEnrol } from '../account.ts';
import { type Answer, refuse, succeed } from '../answers.ts';
import { recall } from '../conversation.ts';
import { defineCall, type Exchange } from '../define-call.ts';
import { eventTypeOf } from '../event-type.ts';
import { missing, textOf } from '../fields.ts';
import { raise } from '../levels.ts';
import { tryCode } from '../one-time-code.ts';
import { requireSameToken } from '../same-token.ts';

/** Whoever reads what is sent to a number gets a token for it; a new number is enrolled by it. */
export const validateOtp = defineCall({
  paths: ['/onboarding/otp/validateOTP/v1', '/onboarding/otp/v2/validateOTP'],
  summary: 'Show a one-time code and get a token for its number; costs one try',
  takes: {
    eventType: Type.String(),
    otpRef: Type.String(),
    otpVal: Type.String(),
    token: Type.String(),
  },
  data: told({
    resCode: Type.Integer(),
    token: Type.String(),
    expiry: Type.Integer(),
    accountNumber: Type.String(),
  }),
  run: async (exchange) => {
    const { core, call, fields } = exchange;
    const eventType = eventTypeOf(fields);
    if (eventType === undefined) return refuse('ONB006');
    const reference = textOf(fields, 'otpRef');
    if (reference === undefined) return refuse('ONB007');
    const problem = missing(fields, 'otpVal', 'ONB008') ?? missing(fields, 'token', 'ONB025');
    if (problem !== null) return refuse(problem);
    requireSameToken(exchange);
    const code = fields['otpVal'];
    // As a number it lost its zeros. What is no code costs no try.
    if (!isCode(code)) return refuse('ONB010');
    const sent = await recall(core, call, reference);
    if (sent === null) return refuse('ONB009');
    const outcome = await tryCode(exchange, { reference, sent, eventType, code });
    return answer(exchange, outcome, sent.msisdn);
  },
});

async function answer(
  exchange: Exchange,
  outcome: Exclude<ProveCodeOutcome, { outcome: 'locked' }>,
  msisdn: string,
): Promise<Answer> {
  switch (outcome.outcome) {
    case 'proven':
      return letIn(exchange, msisdn);
    case 'wrong':
      return refuse('ONB010');
    case 'closed':
      return refuse('ONB009');
    default:
      return unreachable(outcome);
  }
}

async function letIn(exchange: Exchange, msisdn: string): Promise<Answer> {
  const { core, call, settings } = exchange;
  const subject = await findOrEnrol(core, call, msisdn);
  if (subject.suspendedAt !== null) return refuse('ONB012');
  const accountNumber = await accountNumberOf(core, call, subject);
  const about = { level: 'otp', subject: subject.id } as const;
  const { token, expiry } = await raise(core, call, settings, about);
  return succeed({ resCode: 0, token, expiry, accountNumber });
}
