import type { Delivery } from '../core/model/webhook.ts';
import type { WebhookStore } from '../core/ports/webhook-store.ts';
import type { OutboxWork } from '../outbox/outbox-worker.ts';
import { type DeliveryParts, deliver } from './deliver.ts';
import { createDeliverySlots, type DeliveryLimits } from './delivery-slots.ts';

export interface DueDeliveriesOptions extends DeliveryParts {
  readonly store: Pick<WebhookStore, 'listDueDeliveries' | 'readWebhook' | 'applyToDelivery'>;
  readonly limits: DeliveryLimits;
  /** Stands around each try; for whoever measures them. */
  readonly around?: (<R>(work: () => Promise<R>) => Promise<R>) | undefined;
}

/** The tries under way. `onSettled` hears of each that ended in order: its slot is free again. */
export function createDueDeliveries(
  options: DueDeliveriesOptions,
  onSettled: () => void,
): OutboxWork {
  const { store, clock, log, limits, around = (work) => work() } = options;
  const slots = createDeliverySlots(limits);
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const attempt = async (due: Delivery, leave: () => void): Promise<void> => {
    try {
      await around(() => deliver(options, due, stop.signal));
    } catch (error) {
      const detail = { internal: String(error), webhook: due.webhook, delivery: due.id };
      log.error(detail, 'a delivery could not be claimed or settled');
      // Not settled, so not announced: it would be begun again at once, with the same result.
      return leave();
    }
    leave();
    onSettled();
  };

  return {
    async begin() {
      const { perWebhook, total } = limits;
      // Webhooks that get no slot now are listed as well; they must not crowd out the others.
      const listed = { perWebhook, total: total + perWebhook * slots.occupied };
      const waiting = await store.listDueDeliveries(clock.now(), listed);
      // While several tenants have something to send, none has more than its part of the slots.
      const tenants = new Set([...slots.tenants, ...waiting.map(({ tenant }) => tenant)]);
      const share = Math.ceil(total / Math.max(1, tenants.size));
      for (const due of waiting) {
        const leave = closed ? null : slots.enter(due, share);
        if (leave === null) continue;
        const trying = attempt(due, leave).finally(() => underWay.delete(trying));
        underWay.add(trying);
      }
    },
    close() {
      closed = true;
    },
    ended: async () => void (await Promise.all(underWay)),
    cutOff: () => stop.abort(),
  };
}
