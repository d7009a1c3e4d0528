import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { MINUTE_MS } from '../../../core/model/instant.ts';
import type { ResetOutcome } from '../../../core/model/outcome.ts';
import type { Subject } from '../../../core/model/subject.ts';
import { findByAccount } from '../account.ts';
import { type Answer, refuse, succeedWith } from '../answers.ts';
import { defineCall, type Exchange } from '../define-call.ts';
import { modeProblem, pinOf, pinProblem } from '../fields.ts';
import { hasPin } from '../has-pin.ts';
import { requireLevel, type TokenData } from '../levels.ts';
import { mode, sentence } from '../onboarding-shape.ts';
import { personalOf } from '../personal.ts';
import { refuseNewPin } from '../refuse-new-pin.ts';
import { ONBOARDING, settingsOfApp } from '../settings.ts';

const GRANT_TTL_MS = MINUTE_MS;

/**
 * Replaces a forgotten PIN. Nothing in the body says whose: the token is the whole authorisation
 * (onb 4.1), so it has to be one that was got by a code or with the PIN. Good for a locked PIN too;
 * every other token of the person ends.
 */
export const resetPin = defineCall({
  paths: ['/onboarding/user/resetPin/v1', '/onboarding/user/v2/resetPin'],
  summary: 'Put a new PIN in force for whoever the token speaks for',
  takes: { ...mode, pin: Type.String() },
  data: sentence,
  run: async (exchange) => {
    const { core, call, fields } = exchange;
    const problem = modeProblem(fields) ?? pinProblem(fields, 'pin');
    if (problem !== null) return refuse(problem);
    const subject = await subjectToReset(exchange);
    // Told to who may reset it, and the same about accounts that do not exist.
    if (subject === null || !(await hasPin(core, call, subject))) return refuse('ONB027');
    const about = { subject: subject.id, purpose: DEFAULT_PURPOSE };
    const reason = `${ONBOARDING} token of level ${exchange.signIn.level}`;
    const grant = await core.grantNew(call, { ...about, ttlMs: GRANT_TTL_MS, reason });
    if (grant === null) return refuse('ONB004');
    await requireStillGood(exchange);
    const outcome = await core.resetPin(call, {
      ...{ subject: { id: subject.id }, purpose: DEFAULT_PURPOSE, grant },
      ...{ newPin: pinOf(fields, 'pin'), personal: personalOf(subject) },
    });
    return encode(outcome);
  },
});

async function subjectToReset(exchange: Exchange): Promise<Subject | null> {
  const { core, call, settings, signIn } = exchange;
  const { account } = signIn.data as TokenData;
  const { mayResetByClientToken } = settingsOfApp(settings, call.actor);
  if (signIn.level === 'client' && account !== undefined && mayResetByClientToken) {
    return findByAccount(core, call, account);
  }
  return core.findSubject(call, { id: requireLevel(signIn, 'otp', 'login') });
}

/**
 * Asked again once the grant is about one PIN for good: a PIN that was put in force elsewhere while
 * this call was on its way ends the token, and must not be replaced by it.
 */
async function requireStillGood({ core, headers }: Exchange): Promise<void> {
  const token = headers['x-api-token'];
  if (token === undefined) throw new Fault('session_unknown', 'This call needs a token.');
  await core.authenticateSignIn({ dialect: ONBOARDING, token });
}

function encode(outcome: ResetOutcome): Answer {
  switch (outcome.outcome) {
    case 'reset':
      return succeedWith('Pin has been reset successfully');
    case 'refused':
      return refuseNewPin(outcome.rule);
    case 'grant_invalid':
    case 'prompt_refused':
    case 'unknown_subject':
      // Somebody else was quicker, or removed the account; nobody sends a picture here.
      return refuse('ONB004');
    default:
      return unreachable(outcome);
  }
}
