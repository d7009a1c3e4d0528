import { unreachable } from '../../../core/fault.ts';
import { isCode } from '../../../core/model/recovery.ts';
import { verificationUse } from '../code-uses.ts';
import { openToken } from '../open-token.ts';
import { type Attempt, type Interim, interimOf, type Step } from './attempt.ts';
import { sendLogInCode } from './send-log-in-code.ts';
import { expectCode, failed } from './token-answers.ts';

/** Somebody who has only the PIN left to show. */
export interface Admitted {
  readonly subject: string;
  /** The interim token that says so; made when it is first needed. */
  readonly interim: () => Promise<string>;
  /** A PIN counts only in a request that came with all that goes before it. */
  readonly mayShowPin: boolean;
}

/** The second factor, where the tenant wants one. */
export async function showCode(attempt: Attempt, subject: string): Promise<Step<Admitted>> {
  const { request, settings } = attempt;
  const earlier = interimOf(attempt, subject, 'pin');
  const isOff = settings.secondFactor === 'off';
  // A token from before the tenant asked for a second factor does not stand for one.
  if (earlier !== null && (isOff || earlier.signIn.data['factor'] !== 'off')) {
    const interim = async () => earlier.token;
    return { next: { subject, interim, mayShowPin: true } };
  }
  if (isOff) return { next: admit(attempt, subject, true) };
  const code = request.headers['verificationcode'] ?? '';
  const expected = interimOf(attempt, subject, 'password');
  if (code === '') return { answer: await sendLogInCode(attempt, subject, expected) };
  if (expected === null) return { answer: failed('VerificationCode', 'Corrupted ticket') };
  return proveCode(attempt, subject, { expected, code });
}

async function proveCode(
  attempt: Attempt,
  subject: string,
  { expected, code }: { readonly expected: Interim; readonly code: string },
): Promise<Step<Admitted>> {
  const { call, core } = attempt;
  // What is no code was no guess.
  if (!isCode(code)) return { answer: expectCode(expected.token) };
  const id = expected.signIn.data['code'] ?? '';
  const outcome = await core.proveCode(call, { id, use: verificationUse(call), code });
  switch (outcome.outcome) {
    case 'proven':
      return { next: admit(attempt, subject, false) };
    case 'wrong':
      return outcome.triesRemaining > 0
        ? { answer: expectCode(expected.token) }
        : { answer: failed('VerificationCode', OVER) };
    case 'closed':
      return { answer: failed('VerificationCode', OVER) };
    case 'locked':
      return { answer: failed('VerificationCode', 'Too many wrong codes. Try again later.') };
    default:
      return unreachable(outcome);
  }
}

const OVER = 'Confirmation code is not valid any more. Log in again to get a new one.';

function admit(attempt: Attempt, subject: string, mayShowPin: boolean): Admitted {
  const { core, call, settings } = attempt;
  const data = { factor: settings.secondFactor };
  const interim = () => openToken(core, call, { subject, level: 'pin', data });
  return { subject, interim, mayShowPin };
}
