import type { Instant } from '../model/instant.ts';

/** What an authenticator app is given: to scan, or to type. */
export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
}

/** Codes of authenticator apps (RFC 6238): six digits that change every 30 seconds. */
export interface TotpCodes {
  makeSecret(): Uint8Array;
  offer(secret: Uint8Array, account: string): TotpOffer;
  /**
   * The number of the step a code belongs to, if that is the present one or a neighbour of it; `null`
   * for every other code. Takes the same time for every wrong one. Says nothing about codes used before.
   */
  stepOf(secret: Uint8Array, code: string, now: Instant): number | null;
}
