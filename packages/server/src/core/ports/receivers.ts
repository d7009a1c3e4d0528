import type { Webhook } from '../model/webhook.ts';

/** Whether deliveries to an address can work at all. */
export type ReceiverCheck =
  | { readonly check: 'reachable' }
  /** Not an address we deliver to: another scheme, credentials in it, a private network. */
  | { readonly check: 'refused'; readonly reason: string }
  | { readonly check: 'unreachable'; readonly reason: string };

/** The outside that wants to be told what happens. */
export interface Receivers {
  /** Judges an address by its text alone; `null` when nothing speaks against it. */
  refuse(url: string): string | null;
  /** Asks the address with HEAD, as the vendor of the Circle wire does. Any answer will do. */
  check(url: string): Promise<ReceiverCheck>;
  /** The HMAC secret of a webhook, to be shown once to whoever made it. */
  secretOf(webhook: Webhook): Promise<string>;
  /** The public key a webhook's deliveries are verified with, in the form its signature names. */
  publicKeyOf(webhook: Pick<Webhook, 'tenant' | 'signature'>): Promise<WebhookKey | null>;
  /** Something was written that may be due: look now rather than at the next turn. */
  wake(): void;
}

export interface WebhookKey {
  readonly id: string;
  /** `ECDSA_SHA_256` or `ED25519`. */
  readonly algorithm: string;
  /** Base64 of a DER SubjectPublicKeyInfo. */
  readonly publicKey: string;
}
