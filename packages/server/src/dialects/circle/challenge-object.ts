import { Fault } from '../../core/fault.ts';
import type { Challenge, ChallengeFailure, ChallengeStatus } from '../../core/model/challenge.ts';
import { type CircleCode, CODES } from './codes.ts';

/** The vendor's types that are about PINs (w3s 4); kept as the label of a challenge. */
export const LABELS = [
  'INITIALIZE',
  'SET_PIN',
  'CHANGE_PIN',
  'RESTORE_PIN',
  'SET_SECURITY_QUESTIONS',
] as const;
export type Label = (typeof LABELS)[number];

/** `COMPLETE`, never `COMPLETED`: clients compare (w3s 4). */
export const STATUSES = ['PENDING', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'EXPIRED'] as const;

/** How the vendor calls each status (w3s 4). */
export const STATUS_OF: Readonly<Record<ChallengeStatus, (typeof STATUSES)[number]>> = {
  pending: 'PENDING',
  in_progress: 'IN_PROGRESS',
  complete: 'COMPLETE',
  failed: 'FAILED',
  expired: 'EXPIRED',
};

/** What a failed challenge shows as its error (w3s 6.1). */
export const CODE_OF_FAILURE = {
  pin_locked: 155119,
  answers_locked: 155120,
  expired: 155121,
} as const satisfies Readonly<Record<ChallengeFailure, CircleCode>>;

/** A challenge as the wire shows one. Its error is there only when it has one. */
export function challengeObject({ id, label, status, failure }: Challenge) {
  const error = failure === null ? null : CODE_OF_FAILURE[failure];
  return {
    id,
    // What they mean for PINs nobody says (w3s 11); wallets and transactions there are none.
    correlationIds: [],
    status: STATUS_OF[status],
    type: readLabel(label),
    ...(error && { errorCode: error, errorMessage: CODES[error].message }),
  };
}

/** Labels come back from the store; only this wire's own are in its challenges. */
export function readLabel(label: string): Label {
  const known = LABELS.find((each) => each === label);
  if (known !== undefined) return known;
  throw new Fault('internal', 'The challenge is of no known type.', { internal: 'foreign label' });
}
