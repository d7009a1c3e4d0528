import { unreachable } from '../../../core/fault.ts';
import { Password } from '../../../core/model/password.ts';
import type { VerifyPassword } from '../../../core/usecases/verify-password.ts';
import type { WireRequest, WireResponse } from '../../dialect.ts';
import { makeConfirmation } from '../confirmation.ts';
import { headerText } from '../header-text.ts';
import { namedPerson } from '../person-name.ts';
import type { Attempt, Step } from './attempt.ts';
import { failed, invalidCredentials } from './token-answers.ts';

const REFUSED = { answer: invalidCredentials() } as const;

/** Somebody who showed a password. */
export interface Known {
  readonly subject: string;
  /** Right, but to be changed before anything else. */
  readonly expired: boolean;
}

/** Who it is, by login and password: in every request, whatever token comes along. */
export async function showPassword(attempt: Attempt): Promise<Step<Known>> {
  const { request, call, core, settings } = attempt;
  const shown = readCredentials(request);
  // Not a guess: nothing is charged for it.
  if (shown === null) return REFUSED;
  const maxAgeDays = settings.passwordMaxAgeDays;
  const outcome = await core.verifyPassword(call, { ...shown, maxAgeDays });
  switch (outcome.outcome) {
    case 'right':
      return { next: { subject: outcome.subject, expired: outcome.expired } };
    case 'wrong':
    case 'locked':
    case 'not_set':
    case 'unknown_subject':
      return REFUSED;
    default:
      return unreachable(outcome);
  }
}

function readCredentials({
  headers,
}: WireRequest): Pick<VerifyPassword, 'subject' | 'password'> | null {
  const subject = namedPerson(headerText(headers['username'] ?? ''));
  const password = Password.parse(headerText(headers['password'] ?? ''));
  return subject === null || password === null ? null : { subject, password };
}

/**
 * The text is compared literally by apps; the token is for the call that ends a password reset. Only
 * after the second factor: a password alone must not be enough to replace it.
 */
export async function demandNew({ call, core }: Attempt, subject: string): Promise<WireResponse> {
  const confirmation = await makeConfirmation(core, call, {
    ...{ subject, confirms: 'password', reason: 'the password was shown and has to be changed' },
  });
  if (confirmation === null) return invalidCredentials();
  const reason = 'Your Password has expired and must be changed';
  return failed('BaseAuthentication', reason, { ConfirmationToken: confirmation });
}
