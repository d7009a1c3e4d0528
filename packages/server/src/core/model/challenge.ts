import type { Assertion } from './assertion.ts';
import { type Instant, MINUTE_MS } from './instant.ts';

export const CHALLENGE_TYPES = [
  /** First PIN and security questions, whichever of them is missing. */
  'initialise',
  'set',
  'change',
  'verify',
  'recover',
  'set_questions',
] as const;
export type ChallengeType = (typeof CHALLENGE_TYPES)[number];

export const CHALLENGE_STATUSES = [
  'pending',
  'in_progress',
  'complete',
  'failed',
  'expired',
] as const;
export type ChallengeStatus = (typeof CHALLENGE_STATUSES)[number];

/** Why a challenge ended without its effect. */
export type ChallengeFailure = 'pin_locked' | 'answers_locked' | 'expired';

/** How long an invitation stands where nobody says otherwise. */
export const CHALLENGE_TTL_MS = 60 * MINUTE_MS;

/**
 * A single-use, expiring invitation to set, change, verify or recover a PIN, executed on a hosted
 * page or by an SDK. It belongs to a subject: whoever may act for the subject may execute it.
 */
export interface Challenge {
  readonly id: string;
  readonly tenant: string;
  readonly subject: string;
  readonly purpose: string;
  readonly type: ChallengeType;
  /** The wire that opened it, and that wire's own word for its type. */
  readonly dialect: string;
  readonly label: string;
  readonly status: ChallengeStatus;
  readonly failure: ChallengeFailure | null;
  /** Where the hosted page sends the person when it is over. */
  readonly returnUrl: string | null;
  /** What a verified PIN is to prove, and the proof once there is one. */
  readonly operation: string | null;
  readonly assertion: Assertion | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly settledAt: Instant | null;
}

/** The challenge as of now: an open one whose time is over has expired, whether swept or not. */
export function viewChallenge(challenge: Challenge, now: Instant): Challenge {
  const open = isUnsettled(challenge);
  return open && now >= challenge.expiresAt
    ? settle(challenge, 'expired', 'expired', challenge.expiresAt)
    : challenge;
}

/** Whether it can still be executed. */
export function isOpen(challenge: Challenge, now: Instant): boolean {
  return isUnsettled(viewChallenge(challenge, now));
}

/** A page shows it. Only what was pending moves: a page may be loaded any number of times. */
export function beginChallenge(challenge: Challenge): Challenge {
  return challenge.status === 'pending' ? { ...challenge, status: 'in_progress' } : challenge;
}

export function completeChallenge(
  challenge: Challenge,
  now: Instant,
  assertion: Assertion | null = null,
): Challenge {
  return { ...settle(challenge, 'complete', null, now), assertion };
}

export function failChallenge(
  challenge: Challenge,
  failure: Exclude<ChallengeFailure, 'expired'>,
  now: Instant,
): Challenge {
  return settle(challenge, 'failed', failure, now);
}

function isUnsettled({ status }: Challenge): boolean {
  return status === 'pending' || status === 'in_progress';
}

function settle(
  challenge: Challenge,
  status: ChallengeStatus,
  failure: ChallengeFailure | null,
  settledAt: Instant,
): Challenge {
  return { ...challenge, status, failure, settledAt };
}
