import type { Standing, SubjectStanding } from '../../core/model/standing.ts';
import { toIso } from './iso-date.ts';

/** Of a PIN and of security questions (w3s 4). */
export const SECRET_STATUSES = ['UNSET', 'ENABLED', 'LOCKED'] as const;
export type SecretStatus = (typeof SECRET_STATUSES)[number];

/** A user as the wire shows one (w3s 4). */
export function endUser({ subject, pin, questions }: SubjectStanding) {
  return {
    id: subject.id,
    createDate: toIso(subject.createdAt),
    status: subject.suspendedAt === null ? 'ENABLED' : 'DISABLED',
    pinStatus: statusOf(pin),
    pinDetails: detailsOf(pin),
    securityQuestionStatus: statusOf(questions),
    securityQuestionDetails: detailsOf(questions),
  };
}

export function statusOf({ state }: Standing): SecretStatus {
  switch (state) {
    case 'not_set':
      return 'UNSET';
    case 'active':
      return 'ENABLED';
    case 'locked':
      return 'LOCKED';
  }
}

/** A date that means nothing now is left out: sample apps test whether it is there. */
function detailsOf({ state, lockout, unlockedAt }: Standing) {
  const { spent, lockedAt, lockedUntil } = lockout;
  const isSet = state !== 'not_set';
  const locked = state === 'locked';
  return {
    failedAttempts: isSet ? spent : 0,
    ...(locked && lockedAt !== null && { lockedDate: toIso(lockedAt) }),
    ...(locked && lockedUntil !== null && { lockedExpiryDate: toIso(lockedUntil) }),
    ...(isSet && unlockedAt !== null && { lastLockOverrideDate: toIso(unlockedAt) }),
  };
}
