import type { Instant } from './instant.ts';
import type { LockoutState } from './lockout.ts';

/**
 * A device that proved the PIN in force, with guesses of its own: a stranger who uses up those of
 * everybody else does not lock it out. What it guesses wrong counts for it alone, and for the cap on
 * failures in a row, which is one for all.
 */
export interface KnownDevice {
  readonly id: string;
  /** When it last proved the PIN; one that was replaced since is another PIN. */
  readonly provenAt: Instant;
  readonly lockout: LockoutState;
}

/** Which device a call came from. Whoever says so has checked that nobody can make it up. */
export interface DeviceClaim {
  readonly id: string;
  /** Made for this call, to be known from now on if the PIN is right. */
  readonly isNew: boolean;
}

/** The device a success made known, to be told in a token. */
export interface RememberedDevice {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
}
