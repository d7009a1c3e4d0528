import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from './instant.ts';
import type { Language } from './pages.ts';

export type MessageChannel = 'email' | 'sms';

/** Where somebody is told something. */
export interface Recipient {
  readonly channel: MessageChannel;
  readonly to: string;
}

/** Carry a one-time code, and are pointless once it is over. */
export const CODE_TEMPLATES = ['recovery_code', 'sign_in_code', 'confirmation_code'] as const;
/** Tell people what was done to their account, so that they can object if it was not them. */
export const NOTICE_TEMPLATES = ['pin_changed', 'password_changed'] as const;
export const MESSAGE_TEMPLATES = [...CODE_TEMPLATES, ...NOTICE_TEMPLATES] as const;

export type CodeTemplate = (typeof CODE_TEMPLATES)[number];
export type NoticeTemplate = (typeof NOTICE_TEMPLATES)[number];
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];

/** How long a notice is worth telling. */
export const NOTICE_TTL_MS = 24 * HOUR_MS;

/** What a template is filled with, besides the tenant's name and the time. */
export interface MessageContents {
  readonly code?: string;
}

export type MessageState = 'waiting' | 'sent' | 'dead';

/**
 * Something a person is told, written to the outbox with the change that caused it. What the
 * template needs (a one-time code among it) is sealed: the outbox is part of every backup.
 */
export interface OutgoingMessage extends Recipient {
  readonly id: string;
  readonly tenant: string;
  /** `null`: somebody we do not know yet. */
  readonly subject: string | null;
  readonly template: MessageTemplate;
  readonly language: Language;
  /** {@link MessageContents}; `null` once sent or given up: nobody has to read it again. */
  readonly sealed: Uint8Array | null;
  readonly at: Instant;
  /** After this it is worth nothing and is not sent any more. */
  readonly expiresAt: Instant;
  readonly state: MessageState;
  readonly tries: number;
  readonly nextAt: Instant;
  /** Somebody is sending it until then, or died doing so. */
  readonly leasedUntil: Instant | null;
  /** Why the last try failed, for operators. */
  readonly lastError: string | null;
  readonly settledAt: Instant | null;
}

/** A message that was not tried yet. */
export function newMessage(
  message: Omit<
    OutgoingMessage,
    'state' | 'tries' | 'nextAt' | 'leasedUntil' | 'lastError' | 'settledAt'
  >,
): OutgoingMessage {
  const waiting = { state: 'waiting', tries: 0, nextAt: message.at, leasedUntil: null } as const;
  return { ...message, ...waiting, lastError: null, settledAt: null };
}

export type SendResult = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Somebody waits for a code with the page open: the first repeats come within seconds. */
const REPEAT_AFTER_MS = [1, 2, 5, 10, 20, 30].map((seconds) => seconds * SECOND_MS);
const REPEAT_LATER_MS = MINUTE_MS;
const REPEAT_MAX_MS = 15 * MINUTE_MS;

/** Whether it may be tried now: waiting, its turn, and in nobody's hands. */
export function isSendable(message: OutgoingMessage, now: Instant): boolean {
  const { state, nextAt, leasedUntil } = message;
  return state === 'waiting' && nextAt <= now && (leasedUntil === null || leasedUntil <= now);
}

/**
 * What one try makes of a message. A failure, final as the other side may call it, is repeated as
 * long as the message is worth something: servers that are being mended refuse for good as well.
 * `keep`: the contents stay readable, for an inbox that shows them. `jitter` is from 0 to 1.
 */
export function settleSend(
  message: OutgoingMessage,
  result: SendResult,
  { now, jitter, keep }: { readonly now: Instant; readonly jitter: number; readonly keep: boolean },
): OutgoingMessage {
  const tried = { ...message, tries: message.tries + 1, leasedUntil: null };
  const sealed = keep ? message.sealed : null;
  if (result.ok) return { ...tried, sealed, state: 'sent', lastError: null, settledAt: now };
  const nextAt = now + repeatAfter(message.tries) * (1 + jitter / 4);
  const lastError = result.error;
  if (nextAt < message.expiresAt) return { ...tried, lastError, nextAt: Math.ceil(nextAt) };
  return { ...tried, sealed, state: 'dead', lastError, settledAt: now };
}

/** A message whose time ended before anybody could send it. */
export function giveUp(message: OutgoingMessage, now: Instant, keep: boolean): OutgoingMessage {
  const lastError = message.lastError ?? 'it expired before it could be sent';
  const sealed = keep ? message.sealed : null;
  return { ...message, sealed, state: 'dead', leasedUntil: null, lastError, settledAt: now };
}

function repeatAfter(tries: number): number {
  const early = REPEAT_AFTER_MS[tries];
  if (early !== undefined) return early;
  return Math.min(REPEAT_MAX_MS, REPEAT_LATER_MS * 2 ** (tries - REPEAT_AFTER_MS.length));
}
