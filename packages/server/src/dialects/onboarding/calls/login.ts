import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import { Pin } from '../../../core/model/pin.ts';
import type { SignIn } from '../../../core/model/sign-in.ts';
import type { Subject } from '../../../core/model/subject.ts';
import { told } from '../../answer-parts.ts';
import { STRANGER_STEP_MS } from '../../stranger-step.ts';
import { findByAccount } from '../account.ts';
import { type Answer, refuse, succeed } from '../answers.ts';
import { defineCall, type Exchange } from '../define-call.ts';
import { bindFirst, relate } from '../device.ts';
import {
  deviceOf,
  isAccount,
  isMissingPin,
  missing,
  modeProblem,
  pinOf,
  shownPinProblem,
} from '../fields.ts';
import { raise, type TokenData } from '../levels.ts';
import { mode } from '../onboarding-shape.ts';
import { type ProvenPin, provePin } from '../prove-pin.ts';
import { requireSameToken } from '../same-token.ts';

/** Tests a PIN and hands out a token of a login, beside the one of the call (onb 4.4). */
export const login = defineCall({
  paths: ['/onboarding/user/login/v1', '/onboarding/user/v2/login'],
  summary: 'Verify a PIN and get the token of a login; costs one attempt',
  takes: { ...mode, pin: Type.String(), deviceId: Type.String(), token: Type.String() },
  data: told({
    msg: Type.String(),
    token: Type.String(),
    expiry: Type.Integer(),
    simDeviceBindingEnabled: Type.Boolean(),
  }),
  needsKey: true,
  answersEveryMs: STRANGER_STEP_MS,
  run: async (exchange) => {
    const { core, call, fields, headers } = exchange;
    const deviceId = deviceOf(fields);
    const problem =
      modeProblem(fields) ??
      (isMissingPin(fields, 'pin') ? 'ONB016' : null) ??
      (deviceId === undefined ? 'ONB024' : null) ??
      missing(fields, 'token', 'ONB025');
    if (problem !== null || deviceId === undefined) return refuse(problem ?? 'ONB024');
    requireSameToken(exchange);
    const shape = shownPinProblem(fields, 'pin');
    if (shape !== null) return refuse(shape);
    const account = headers['x-account-number'];
    const pin = Pin.parse(pinOf(fields, 'pin'));
    if (pin === null || account === undefined || !isAccount(account)) return refuse('ONB004');
    const subject = await findByAccount(core, call, account);
    requireOwn(exchange.signIn, account, subject);
    const relation = subject === null ? 'unbound' : relate(subject, deviceId);
    const proven = await provePin(exchange, { account, subject, relation, pin });
    return answer(exchange, proven, { subject, deviceId });
  },
});

/** A token that speaks for one account, or names it, logs in to no other. */
function requireOwn(signIn: SignIn, account: string, subject: Subject | null): void {
  const { account: named = account } = signIn.data as TokenData;
  const isOwn = signIn.subject === null || signIn.subject === subject?.id;
  if (isOwn && named === account) return;
  throw new Fault('session_invalid', 'The token is one of another account.');
}

interface Attempt {
  readonly subject: Subject | null;
  readonly deviceId: string;
}

async function answer(exchange: Exchange, proven: ProvenPin, attempt: Attempt): Promise<Answer> {
  switch (proven.outcome) {
    case 'verified':
      // A start PIN opens nothing, and the vendor has no word for it: the way on is a reset.
      return proven.mustChange ? refuse('ONB027') : letIn(exchange, attempt);
    case 'wrong':
    case 'hidden':
      return refuse('ONB017');
    case 'not_entitled':
      return refuse('ONB026');
    case 'locked':
      return refuse(attempt.subject?.suspendedAt ? 'ONB029' : 'ONB028');
    case 'not_set':
      return refuse('ONB027');
    default:
      return unreachable(proven);
  }
}

async function letIn(exchange: Exchange, attempt: Attempt): Promise<Answer> {
  const { core, call, settings } = exchange;
  const { subject, deviceId } = attempt;
  if (subject === null) return refuse('ONB017');
  if (!(await bindFirst(core, call, subject, deviceId))) return refuse('ONB026');
  const about = { level: 'login', subject: subject.id } as const;
  const { token, expiry } = await raise(core, call, settings, about);
  const msg = 'PIN Validated Successfully';
  return succeed({ msg, token, expiry, simDeviceBindingEnabled: false });
}
