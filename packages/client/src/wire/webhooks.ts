export interface NewWebhook {
  readonly url: string;
  /** `*` (when absent), families such as `pin.*`, or names. */
  readonly events?: readonly string[];
  readonly name?: string;
  /** `hmac` when absent; cannot be changed. */
  readonly signature?: 'hmac' | 'ed25519';
}

export interface WebhookChange {
  readonly url?: string;
  readonly events?: readonly string[];
  readonly name?: string;
  readonly enabled?: boolean;
}

interface WebhookFacts {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface WebhookKey {
  readonly id: string;
  readonly algorithm: 'ED25519';
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
}

export type Webhook = WebhookFacts &
  ({ readonly signature: 'hmac' } | { readonly signature: 'ed25519'; readonly key: WebhookKey });

/** The only answer that shows the secret. */
export type CreatedWebhook = WebhookFacts &
  (
    | { readonly signature: 'hmac'; readonly secret: string }
    | { readonly signature: 'ed25519'; readonly key: WebhookKey }
  );

export interface Delivery {
  /** The `webhook-id` of the event, the same on every try. */
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly tries: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly settledAt: string | null;
}
