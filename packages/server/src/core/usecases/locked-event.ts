import type { CredentialKey } from '../model/credential.ts';
import type { DomainEvent } from '../model/event.ts';
import type { LockoutView } from '../model/lockout-view.ts';
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
  const type = isQuestionsKey(key) ? 'questions.locked' : 'pin.locked';
  return { id, type, tenant, subject, at, data: { purpose, lockedUntil, failures } };
}
