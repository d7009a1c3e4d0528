import type { Instant } from './instant.ts';
import type { Recipient } from './message.ts';
import type { CodeState } from './recovery.ts';

/**
 * Six digits sent to somebody, and what they prove when they come back: that who answers reads what
 * is sent there. Of codes for one use to one recipient only the newest works.
 */
export interface OneTimeCode extends Recipient {
  readonly id: string;
  readonly tenant: string;
  /** What it is for, in the words of a wire: a code for one use proves nothing for another. */
  readonly use: string;
  /** `null`: nobody we know yet, such as a number that enrols. */
  readonly subject: string | null;
  /** Found by the code alone, so no other live code of the same use is like it. */
  readonly findable: boolean;
  readonly codeDigest: string;
  readonly state: CodeState;
  readonly triesLeft: number;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}
