import type { Instant } from '../../../core/model/instant.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { STRANGER_STEP_MS } from '../../stranger-step.ts';
import { authenticateAnew } from '../authenticate.ts';
import { logInShape } from '../etna-shape.ts';
import { PASSWORD_PURPOSE } from '../purposes.ts';
import { readSettings } from '../settings.ts';
import type { Attempt } from './attempt.ts';
import { showCode } from './show-code.ts';
import { demandNew, type Known, showPassword } from './show-password.ts';
import { showPin } from './show-pin.ts';
import { invalidCredentials } from './token-answers.ts';

/**
 * Logs in, in one request or several: password, then the code where one is asked for, then the PIN.
 * Each request shows the password again, and what it answers says what is still missing (etna 3, 7).
 */
export const logIn: Route = {
  method: 'POST',
  path: '/token',
  summary: 'Log in: password, second factor, PIN',
  shape: logInShape,
  authenticate: authenticateAnew,
  answersEveryMs: STRANGER_STEP_MS,
  handle: async (request, call, core) => {
    const startedAt = core.now();
    const attempt = { request, call, core, settings: readSettings(call.tenant) };
    const password = await showPassword(attempt);
    if ('answer' in password) return password.answer;
    const answer = await goOn(attempt, password.next);
    const isOver = await isPasswordNewerThan(attempt, password.next.subject, startedAt);
    return isOver ? invalidCredentials() : answer;
  },
};

async function goOn(attempt: Attempt, { subject, expired }: Known): Promise<WireResponse> {
  const code = await showCode(attempt, subject);
  if ('answer' in code) return code.answer;
  return expired ? demandNew(attempt, subject) : showPin(attempt, code.next);
}

/** A token made after a password was replaced would outlive it, although the old one was shown. */
async function isPasswordNewerThan(
  { core, call }: Attempt,
  id: string,
  startedAt: Instant,
): Promise<boolean> {
  const about = { subject: { id }, purpose: PASSWORD_PURPOSE };
  const status = await core.readPinStatus(call, about);
  return status.outcome === 'unknown_subject' || (status.changedAt ?? 0) > startedAt;
}
