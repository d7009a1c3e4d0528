import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type Delivery, replayDelivery as replayed, TEST_EVENT } from '../model/webhook.ts';
import type { Ports } from '../ports/ports.ts';
import { readWebhook } from './read-webhook.ts';

type ReplayPorts = Pick<Ports, 'store' | 'receivers' | 'clock' | 'random'>;

/** Sends a notice once more, under its old id: for dead letters and for receivers that lost one. */
export async function replayDelivery(
  ports: ReplayPorts,
  call: Call,
  { webhook: webhookId, delivery: id }: { readonly webhook: string; readonly delivery: string },
): Promise<Delivery> {
  const { store, clock, receivers } = ports;
  const { tenant } = await readWebhook(ports, call, webhookId);
  const delivery = await store.applyToDelivery(tenant, webhookId, id, (current) => {
    if (current === null) throw new Fault('delivery_not_found', 'There is no such delivery.');
    const at = clock.now();
    const next = replayed(current, at);
    const fact = { action: 'webhook.replay', outcome: 'waiting', reason: `${webhookId}: ${id}` };
    return {
      next,
      audit: [auditEntry(call, at, fact)],
      ...(call.receipt && { receipt: { ...call.receipt, outcome: next } }),
      result: next,
    };
  });
  receivers.wake();
  return delivery;
}

/** Sends a test notice to one webhook, through the same outbox as every real one. */
export async function testWebhook(ports: ReplayPorts, call: Call, id: string): Promise<Delivery> {
  const { store, clock, random, receivers } = ports;
  const { tenant } = await readWebhook(ports, call, id);
  const at = clock.now();
  const notice = { id: random.id(), type: TEST_EVENT, subject: '', at, data: {} } as const;
  const delivery: Delivery = {
    ...{ tenant, webhook: id, id: notice.id, notice, state: 'waiting', tries: 0, nextAt: at },
    ...{ leasedUntil: null, lastStatus: null, lastError: null, createdAt: at, settledAt: null },
  };
  const fact = { action: 'webhook.test', outcome: 'waiting', reason: id };
  await store.applyToDelivery(tenant, id, delivery.id, () => ({
    next: delivery,
    audit: [auditEntry(call, at, fact)],
    ...(call.receipt && { receipt: { ...call.receipt, outcome: delivery } }),
    result: undefined,
  }));
  receivers.wake();
  return delivery;
}
