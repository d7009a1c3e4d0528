import type { Instant } from './instant.ts';

/**
 * That a caller vouched for a subject for a while: what a wire hands to the person's own device so
 * that it can act there without the caller's key. Opens pages and nothing else; a PIN still has to
 * pass the gate.
 */
export interface Session {
  readonly id: string;
  /** The wire it was opened on; it is good for no other. */
  readonly dialect: string;
  readonly subject: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** What a wire wants to read in the token besides; never trusted when it comes back. */
  readonly claims: Readonly<Record<string, string>>;
}
