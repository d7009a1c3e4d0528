import type { Instant } from '../model/instant.ts';
import type { Delivery, DeliveryState, Webhook } from '../model/webhook.ts';
import type { Decision } from './decision.ts';

/** A part of a delivery log. */
export interface DeliveryPage {
  readonly state?: DeliveryState;
  /** Goes on after this one, towards the older ones. */
  readonly after?: Pick<Delivery, 'id' | 'createdAt'>;
}

/**
 * Webhooks and their deliveries. A delivery for every enabled webhook of the tenant is written by
 * the transaction that writes an event: there is no moment in which one exists without the other.
 */
export interface WebhookStore {
  /** In the order they were made. */
  listWebhooks(tenant: string, dialect: string): Promise<readonly Webhook[]>;
  /** Of every wire, in the order they were made. */
  listTenantWebhooks(tenant: string): Promise<readonly Webhook[]>;
  readWebhook(tenant: string, id: string): Promise<Webhook | null>;
  /** `next: null` removes the webhook with its deliveries. */
  applyToWebhook<R>(
    tenant: string,
    id: string,
    decide: (current: Webhook | null) => Decision<Webhook | null, R>,
  ): Promise<R>;

  /** Of one webhook, newest first. */
  listDeliveries(
    tenant: string,
    webhook: string,
    limit: number,
    page?: DeliveryPage,
  ): Promise<readonly Delivery[]>;
  readDelivery(tenant: string, webhook: string, id: string): Promise<Delivery | null>;
  /** `next: null` forgets the delivery. */
  applyToDelivery<R>(
    tenant: string,
    webhook: string,
    id: string,
    decide: (current: Delivery | null) => Decision<Delivery | null, R>,
  ): Promise<R>;
  /**
   * What is to be tried now, at most `perWebhook` of each webhook: the longest waiting of each tenant,
   * then the second of each, and so on. A webhook, or a tenant, with a thousand waiting leaves room
   * for the others.
   */
  listDueDeliveries(
    now: Instant,
    limits: { readonly perWebhook: number; readonly total: number },
  ): Promise<readonly Delivery[]>;
}
