import type { Transport } from './transport/transport.ts';
import type { CallOptions, MutationOptions } from './transport/transport-options.ts';
import type {
  CreatedWebhook,
  Delivery,
  NewWebhook,
  Webhook,
  WebhookChange,
} from './wire/webhooks.ts';

/** Who is told what happens, and what became of each telling. */
export class WebhookCalls {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The only answer that shows the secret: keep it where the receiver finds it. */
  create(webhook: NewWebhook, options?: MutationOptions): Promise<CreatedWebhook> {
    return this.#transport.send({ method: 'POST', path: '/v1/webhooks', body: webhook }, options);
  }

  async list(options?: CallOptions): Promise<readonly Webhook[]> {
    const path = '/v1/webhooks';
    const answer = await this.#transport.send<{ readonly webhooks: readonly Webhook[] }>(
      { method: 'GET', path, safe: true },
      options,
    );
    return answer.webhooks;
  }

  read(id: string, options?: CallOptions): Promise<Webhook> {
    return this.#transport.send({ method: 'GET', path: webhookPath(id), safe: true }, options);
  }

  change(id: string, change: WebhookChange, options?: MutationOptions): Promise<Webhook> {
    return this.#transport.send({ method: 'PATCH', path: webhookPath(id), body: change }, options);
  }

  /** With its log and everything that waits for it. */
  delete(id: string, options?: MutationOptions): Promise<void> {
    return this.#transport.send({ method: 'DELETE', path: webhookPath(id) }, options);
  }

  /** Sends `webhook.test` to this webhook alone. */
  test(id: string, options?: MutationOptions): Promise<Delivery> {
    return this.#transport.send({ method: 'POST', path: `${webhookPath(id)}/test` }, options);
  }

  /** Newest first, 50 of them, or `limit` up to 200. */
  async deliveries(
    id: string,
    { limit, ...options }: CallOptions & { readonly limit?: number } = {},
  ): Promise<readonly Delivery[]> {
    const query = limit === undefined ? '' : `?limit=${limit}`;
    const path = `${webhookPath(id)}/deliveries${query}`;
    const answer = await this.#transport.send<{ readonly deliveries: readonly Delivery[] }>(
      { method: 'GET', path, safe: true },
      options,
    );
    return answer.deliveries;
  }

  /** Once more, under its old id. */
  replay(id: string, delivery: string, options?: MutationOptions): Promise<Delivery> {
    const path = `${webhookPath(id)}/deliveries/${encodeURIComponent(delivery)}/replay`;
    return this.#transport.send({ method: 'POST', path }, options);
  }
}

function webhookPath(id: string): string {
  return `/v1/webhooks/${encodeURIComponent(id)}`;
}
