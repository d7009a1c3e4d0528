import type { Instant } from '../model/instant.ts';
import type { Webhook } from '../model/webhook.ts';
import type { WebhookKey } from './receivers.ts';

/** One try of a delivery, as it goes over the wire. */
export interface SignedMessage {
  /** The notice's: the same on every try, so that receivers can deduplicate by it. */
  readonly id: string;
  /** When this try is sent. Receivers refuse what is minutes away from their own clock. */
  readonly at: Instant;
  /** The very bytes that are sent. */
  readonly body: Uint8Array;
}

/**
 * Proves to receivers that a delivery is ours. Keys belong to one tenant, the HMAC secret to one
 * webhook; none is stored, the same ones come back after a restart.
 */
export interface WebhookSigner {
  /** The headers to send along, in the form the webhook's signature names. */
  sign(
    webhook: Pick<Webhook, 'tenant' | 'id' | 'signature'>,
    message: SignedMessage,
  ): Promise<Readonly<Record<string, string>>>;
  /** What a receiver of `hmac` deliveries verifies with. Whoever knows it can sign as we do. */
  secretOf(webhook: Pick<Webhook, 'tenant' | 'id'>): Promise<string>;
  /** What receivers verify with otherwise; `null` for `hmac`, which has no public half. */
  publicKeyOf(webhook: Pick<Webhook, 'tenant' | 'signature'>): Promise<WebhookKey | null>;
}
