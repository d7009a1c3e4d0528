import type { Instant } from '../model/instant.ts';
import type { MessageChannel, OutgoingMessage } from '../model/message.ts';
import type { OneTimeCode } from '../model/one-time-code.ts';
import type { Decision, Traces } from './decision.ts';

/** Counts what was sent to one recipient, or asked for from one source. */
export interface SendWindowKey {
  readonly tenant: string;
  readonly kind: 'recipient' | 'source' | 'guess';
  readonly id: string;
}

/** A decision about a code may end others. */
export interface CodeDecision<R> extends Decision<OneTimeCode, R> {
  /** Ends every other open code for the same use to the same recipient: the newest works. */
  readonly supersede?: true;
}

/** The outbox of messages, and the codes in them. */
export interface MessageStore {
  /** Newest first, of every tenant. */
  listMessages(limit: number): Promise<readonly OutgoingMessage[]>;
  /** Newest first, of one tenant. */
  listTenantMessages(tenant: string, limit: number): Promise<readonly OutgoingMessage[]>;
  /**
   * Those whose turn it is on a channel, at most `limit`: the longest waiting of each tenant, then the
   * second of each, and so on. The first of all is the longest waiting there is.
   */
  listDueMessages(
    channel: MessageChannel,
    now: Instant,
    limit: number,
  ): Promise<readonly OutgoingMessage[]>;
  applyToMessage<R>(
    tenant: string,
    id: string,
    decide: (current: OutgoingMessage | null) => Decision<OutgoingMessage, R>,
  ): Promise<R>;

  readCode(tenant: string, id: string): Promise<OneTimeCode | null>;
  /** The open code of this use that has this digest and can be found by it. */
  findCode(tenant: string, use: string, codeDigest: string): Promise<OneTimeCode | null>;
  /** The open code of this use of a subject; there is one at most. */
  findCodeOf(tenant: string, use: string, subject: string): Promise<OneTimeCode | null>;
  /** Throws the fault `storage_unavailable` for a findable code like another that is open. */
  applyToCode<R>(
    tenant: string,
    id: string,
    decide: (current: OneTimeCode | null) => CodeDecision<R>,
  ): Promise<R>;

  /** Decides about the times something was done, oldest first. */
  applyToSendWindow<R>(
    key: SendWindowKey,
    decide: (sends: readonly Instant[]) => SendDecision<R>,
  ): Promise<R>;
}

export interface SendDecision<R> extends Pick<Traces, 'audit'> {
  readonly next?: { readonly sends: readonly Instant[]; readonly expiresAt: Instant };
  readonly result: R;
}
