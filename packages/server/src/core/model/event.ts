import type { Instant } from './instant.ts';

export const EVENT_TYPES = [
  'subject.created',
  'subject.updated',
  'subject.suspended',
  'subject.resumed',
  'subject.deleted',
  'pin.set',
  'pin.changed',
  'pin.reset',
  'pin.deleted',
  'pin.locked',
  'pin.unlocked',
  'pin.held',
  'pin.change_required',
  'password.set',
  'password.changed',
  'password.locked',
  'questions.set',
  'questions.locked',
  'challenge.completed',
  'challenge.failed',
  'challenge.expired',
  'recovery.started',
  'recovery.proven',
  'recovery.failed',
  'recovery.completed',
  'tenant.spraying',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What happened, written to the outbox in the transaction that made it true. */
export interface DomainEvent {
  /** Stable across delivery tries: receivers deduplicate by it. */
  readonly id: string;
  readonly type: EventType;
  readonly tenant: string;
  /** Empty for what is about the tenant as a whole. */
  readonly subject: string;
  readonly at: Instant;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
