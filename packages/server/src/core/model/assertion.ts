import { type Instant, SECOND_MS } from './instant.ts';

/** How long a service may act on a proof that a PIN was verified. */
export const ASSERTION_TTL_MS = 120 * SECOND_MS;

/**
 * What a signed proof of a verified PIN says: this subject, for this one operation, at this moment.
 * Part of the recorded outcome, so that a repeated call gets the very same proof again.
 */
export interface Assertion {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  /** The caller's own words for what the PIN was asked for: a payment's id, a hash of its terms. */
  readonly operation: string;
  readonly verifiedAt: Instant;
}
