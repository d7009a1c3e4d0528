import type { ClientKey } from './client-key.ts';
import type { Instant } from './instant.ts';
import type { DeviceClaim } from './known-device.ts';
import type { Staff } from './operator.ts';
import type { SignIn } from './sign-in.ts';
import type { Tenant } from './tenant.ts';

/** Who is asking, on whose behalf and through which door. Made by the pipeline, never by a body. */
export interface Call {
  readonly tenant: Tenant;
  /** Id of a caller key or client key, or `operator:` and an account, or `admin`, or `system`. */
  readonly actor: string;
  readonly dialect: string;
  /** Client address as the pipeline determined it. */
  readonly source: string;
  readonly requestId: string;
  /** When it came in, before anything it shows was looked at; absent: just now. */
  readonly arrivedAt?: Instant;
  /** The client whose key signed this call. It speaks for its subject and for nobody else. */
  readonly client?: Pick<ClientKey, 'id' | 'subject'>;
  /** The device of the person it came from, where the wire can tell for certain. */
  readonly device?: DeviceClaim;
  /** Who of the staff is calling; absent on the wires of tenants. */
  readonly staff?: Staff;
  /** What the caller shows of an earlier call; a PIN it puts in force does not end it. */
  readonly signIn?: SignIn;
  /** Where to record the outcome so that a repeat of this call is answered without running it. */
  readonly receipt?: ReceiptTarget;
  /** The challenge this call executes; what it leads to is settled in the same transaction. */
  readonly challenge?: ChallengeStep;
}

/** A step of a challenge on its way. */
export interface ChallengeStep {
  readonly id: string;
  /** Whether success of this call is the end of the challenge. */
  readonly last: boolean;
}

/** Names one call of one caller. `scope` separates uses, `key` is the caller's own reference. */
export interface ReceiptKey {
  readonly scope: string;
  readonly key: string;
}

/** A receipt that will be written when the outcome is known. */
export interface ReceiptTarget extends ReceiptKey {
  readonly expiresAt: Instant;
}
