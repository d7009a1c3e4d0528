import { path, query } from './address.ts';
import { call, get } from './request.ts';

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly signature: string;
  readonly dialect?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type DeliveryState = 'waiting' | 'delivered' | 'dead';

export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly settledAt: string | null;
}

export interface WebhookChange {
  readonly url: string;
  readonly events: readonly string[];
  readonly name: string;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly next?: string | null;
}

export async function listWebhooks(
  tenant: string,
  signal?: AbortSignal,
): Promise<readonly Webhook[]> {
  const at = path`/tenants/${tenant}/webhooks`;
  return (await get<{ readonly webhooks: readonly Webhook[] }>(at, signal)).webhooks;
}

export function readWebhook(tenant: string, id: string, signal?: AbortSignal): Promise<Webhook> {
  return get(path`/tenants/${tenant}/webhooks/${id}`, signal);
}

/** With `hmac` the answer holds the secret, which is shown this once. */
export function createWebhook(
  tenant: string,
  webhook: WebhookChange & { readonly signature: string },
): Promise<Webhook & { readonly secret?: string }> {
  return call('POST', path`/tenants/${tenant}/webhooks`, webhook);
}

export function changeWebhook(
  tenant: string,
  id: string,
  change: Partial<WebhookChange> & { readonly enabled?: boolean },
): Promise<Webhook> {
  return call('PATCH', path`/tenants/${tenant}/webhooks/${id}`, change);
}

export function deleteWebhook(tenant: string, id: string): Promise<unknown> {
  return call('DELETE', path`/tenants/${tenant}/webhooks/${id}`);
}

export function testWebhook(tenant: string, id: string): Promise<Delivery> {
  return call('POST', path`/tenants/${tenant}/webhooks/${id}/test`, {});
}

export function listDeliveries(
  tenant: string,
  id: string,
  wanted: { readonly state: string; readonly cursor: string | null },
  signal?: AbortSignal,
): Promise<DeliveryPage> {
  return get(path`/tenants/${tenant}/webhooks/${id}/deliveries` + query({ ...wanted }), signal);
}

export function replayDelivery(tenant: string, id: string, delivery: string): Promise<Delivery> {
  return call('POST', path`/tenants/${tenant}/webhooks/${id}/deliveries/${delivery}/replay`, {});
}
