import type { EventType } from './event.ts';
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from './instant.ts';

export const WEBHOOK_SIGNATURES = ['hmac', 'ed25519', 'circle'] as const;
/** How a receiver checks that a delivery is ours. */
export type WebhookSignature = (typeof WEBHOOK_SIGNATURES)[number];

/** An address that wants to be told what happens. */
export interface Webhook {
  readonly tenant: string;
  readonly id: string;
  /** The wire it was made through; it decides what a delivery looks like. */
  readonly dialect: string;
  readonly name: string;
  readonly url: string;
  /** Event names in the words of its wire; `*` is everything, `family.*` a family. */
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly signature: WebhookSignature;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Sent on request only, to one webhook, to try it. */
export const TEST_EVENT = 'webhook.test';

/** What a delivery tells; the event as it was when it happened. */
export interface Notice {
  /** The same on every try and every replay: receivers deduplicate by it. */
  readonly id: string;
  readonly type: EventType | typeof TEST_EVENT;
  readonly subject: string;
  readonly at: Instant;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** The body of a webhook delivery, as the bytes that are signed and sent. */
export interface RenderedNotice {
  readonly mediaType: string;
  readonly body: Uint8Array;
}

export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One notice on its way to one webhook. */
export interface Delivery {
  readonly tenant: string;
  readonly webhook: string;
  readonly id: string;
  readonly notice: Notice;
  readonly state: DeliveryState;
  readonly tries: number;
  /** When it is tried next, while it waits. */
  readonly nextAt: Instant;
  /** A node is trying it until then; nobody else may. */
  readonly leasedUntil: Instant | null;
  /** HTTP status of the last try; `null` when none came back. */
  readonly lastStatus: number | null;
  /** Why the last try failed, in words for the delivery log. */
  readonly lastError: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

/** Waits after the first, second, ... failed try: quick at first, then over three days. */
const RETRY_AFTER_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];

export type TryResult =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly error: string };

/**
 * The delivery after a try. `jitter` in [0, 1) spreads retries by a fifth, so that receivers which
 * went down together are not all tried at once. After the last wait it is dead until replayed.
 */
export function settleTry(
  delivery: Delivery,
  result: TryResult,
  now: Instant,
  jitter: number,
): Delivery {
  const tries = delivery.tries + 1;
  const tried = { ...delivery, tries, leasedUntil: null, lastStatus: result.status };
  if (result.ok) return { ...tried, state: 'delivered', lastError: null, settledAt: now };
  const failed = { ...tried, lastError: result.error };
  const wait = RETRY_AFTER_MS[tries - 1];
  if (wait === undefined) return { ...failed, state: 'dead', settledAt: now };
  return { ...failed, nextAt: now + Math.round(wait * (1 + 0.2 * jitter)) };
}

/** The same notice once more, now, with a full schedule: for dead letters and for doubters. */
export function replayDelivery(delivery: Delivery, now: Instant): Delivery {
  return {
    ...delivery,
    state: 'waiting',
    tries: 0,
    nextAt: now,
    leasedUntil: null,
    settledAt: null,
  };
}

export function isDue({ state, nextAt, leasedUntil }: Delivery, now: Instant): boolean {
  return state === 'waiting' && nextAt <= now && (leasedUntil === null || leasedUntil <= now);
}

/** Whether a list of wanted names, with `*` and `family.*`, holds this one. */
export function wantsEvent(wanted: readonly string[], name: string): boolean {
  const family = `${name.slice(0, name.indexOf('.'))}.*`;
  return wanted.some((each) => each === '*' || each === name || each === family);
}
