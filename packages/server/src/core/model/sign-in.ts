import type { Instant } from './instant.ts';

/**
 * How far an app, or a person through it, got in showing who they are. The server keeps it until it
 * ends; what the client holds is a sealed reference. It opens calls of its own wire and never stands
 * for a PIN where one is asked for.
 */
export interface SignIn {
  readonly id: string;
  readonly tenant: string;
  /** The wire it was opened on; it is good for no other. */
  readonly dialect: string;
  /** Id of the caller key it was opened through. Revoked with it. */
  readonly caller: string;
  /** `null`: an app that has named nobody yet. */
  readonly subject: string | null;
  readonly purpose: string;
  /** What was shown so far, in the words of the wire. */
  readonly level: string;
  /** Ends as soon as another PIN or password is in force, through whatever door it was put there. */
  readonly boundTo: BoundPin | null;
  /** What the wire has to remember; no secret in the clear. */
  readonly data: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
}

/** A state of a credential: the version of its verifier, or that there is none. */
export interface BoundPin {
  readonly version: number | null;
}
