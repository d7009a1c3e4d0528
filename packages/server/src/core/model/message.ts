import type { Instant } from './instant.ts';

export type MessageChannel = 'email' | 'sms';

/**
 * Something a person is told, written to the outbox with the change that caused it. What the
 * template needs (a one-time code among it) is sealed: the outbox is part of every backup.
 */
export interface OutgoingMessage {
  readonly id: string;
  readonly tenant: string;
  readonly channel: MessageChannel;
  readonly to: string;
  readonly template: string;
  readonly sealed: Uint8Array;
  readonly at: Instant;
  readonly expiresAt: Instant;
}
