import type { CredentialKey } from '../model/credential.ts';
import type { DomainEvent } from '../model/event.ts';
import type { LockoutView } from '../model/lockout-view.ts';
import { isPasswordKey } from '../model/password.ts';
import { isQuestionsKey } from '../model/security-questions.ts';

/** What everybody is told when guesses have closed a credential. */
export function lockedEvent(
  id: string,
  key: CredentialKey,
  at: number,
  lockout: LockoutView,
): DomainEvent {
  const { tenant, subject, purpose } = key;
  const { lockedUntil, failures } = lockout;
  const data = { purpose, lockedUntil, failures };
  return { id, type: typeOf(key), tenant, subject, at, data };
}

function typeOf(key: CredentialKey): DomainEvent['type'] {
  if (isQuestionsKey(key)) return 'questions.locked';
  return isPasswordKey(key) ? 'password.locked' : 'pin.locked';
}
