import type { Approval } from '../model/approval.ts';
import type { AuditEntry } from '../model/audit.ts';
import type { ReceiptTarget } from '../model/call.ts';
import type { Challenge } from '../model/challenge.ts';
import type { Credential } from '../model/credential.ts';
import type { DomainEvent } from '../model/event.ts';
import type { Instant } from '../model/instant.ts';
import type { OutgoingMessage } from '../model/message.ts';
import type { Recovery } from '../model/recovery.ts';
import type { BoundPin } from '../model/sign-in.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantKey } from '../model/tenant-key.ts';

/**
 * What a decision leaves behind. All of it becomes durable together with the state it describes,
 * or none of it does.
 */
export interface Traces {
  readonly audit?: readonly AuditEntry[];
  readonly events?: readonly DomainEvent[];
  readonly messages?: readonly OutgoingMessage[];
  /** Values that can be taken once, from now on. */
  readonly issue?: readonly SingleUseValue[];
  /** Of the sign-in this call was made with: it goes on with the PIN that is now in force. */
  readonly rebound?: ReboundSignIn;
  /** Voids what may be held for this subject: sign-ins on every wire, codes, recoveries by code. */
  readonly voidProofs?: { readonly subject: string; readonly at: Instant };
  /** Something that waits for a second person from now on. */
  readonly approval?: Approval;
  /** The challenge that was executed, as it is now. */
  readonly challenge?: Challenge;
  /** The outcome to answer a repeat of this call with; plain JSON, no secret in it. */
  readonly receipt?: Receipt;
}

/** `from` has to be what it is still bound to. */
export interface ReboundSignIn {
  readonly id: string;
  readonly from: BoundPin;
  readonly to: BoundPin;
}

export interface Receipt extends ReceiptTarget {
  readonly outcome: unknown;
}

/** `next` absent: leave the state alone. */
export interface Decision<S, R> extends Traces {
  readonly next?: S;
  readonly result: R;
}

export interface CredentialDecision<R> extends Decision<Credential, R> {
  /** Use up the single-use value that was read along. */
  readonly consume?: true;
}

export interface TenantDecision<R> extends Decision<Tenant, R> {
  /** The key of a tenant that is made, written with it. */
  readonly key?: TenantKey;
}

export interface RecoveryDecision<R> extends Decision<Recovery, R> {
  /** End every other open recovery of the same credential and factor: the newest code wins. */
  readonly supersede?: true;
}

/** A value that can be taken once: a recovery grant, later tokens and nonces. */
export interface SingleUseKey {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
}

export interface SingleUseValue extends SingleUseKey {
  readonly data: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

/** What a decision about a credential wants to see besides. */
export interface Along {
  readonly single?: SingleUseKey;
  /** Id of a challenge of the same tenant. */
  readonly challenge?: string;
  /** Decides about a damaged credential as well, to put an end to it. */
  readonly damaged?: 'seen';
}

/** `null` for what is not there; a single-use value also when it is used or expired. */
export interface ReadAlong {
  readonly single: SingleUseValue | null;
  readonly challenge: Challenge | null;
}
