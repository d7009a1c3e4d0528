import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import type { Delivery, Webhook } from '../model/webhook.ts';
import type { Ports } from '../ports/ports.ts';
import type { DeliveryPage } from '../ports/webhook-store.ts';

export interface ListDeliveries extends DeliveryPage {
  readonly webhook: string;
  readonly limit: number;
}

/** A webhook the calling wire made; throws `webhook_not_found` for every other. */
export async function readWebhook(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  id: string,
): Promise<Webhook> {
  const webhook = await store.readWebhook(call.tenant.id, id);
  if (webhook === null || webhook.dialect !== call.dialect) throw webhookNotFound();
  return webhook;
}

/** The delivery log of one webhook, newest first. */
export async function listDeliveries(
  ports: Pick<Ports, 'store'>,
  call: Call,
  { webhook: id, limit, ...page }: ListDeliveries,
): Promise<readonly Delivery[]> {
  const { tenant } = await readWebhook(ports, call, id);
  return ports.store.listDeliveries(tenant, id, limit, page);
}

/** A webhook of the tenant's, whichever wire it was made through; for staff. */
export async function readTenantWebhook(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  id: string,
): Promise<Webhook> {
  const webhook = await store.readWebhook(call.tenant.id, id);
  if (webhook === null) throw webhookNotFound();
  return webhook;
}

export function webhookNotFound(): Fault {
  return new Fault('webhook_not_found', 'There is no such webhook. List the ones there are.');
}
