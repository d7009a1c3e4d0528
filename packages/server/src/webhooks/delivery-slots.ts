import type { Delivery } from '../core/model/webhook.ts';

export interface DeliveryLimits {
  /** Requests under way to one webhook. */
  readonly perWebhook: number;
  /** Requests under way at all: a bound on sockets, not a queue anyone waits in. */
  readonly total: number;
}

/** Who held a slot this long is slow until a try goes quicker. */
const SLOW_MS = 2_000;

/** How many slow webhooks are remembered; forgetting one costs a slot for one deadline. */
const SLOW_MAX = 10_000;

export interface DeliverySlots {
  /**
   * Gives back what frees the slot, or `null` when there is none, or the delivery has one, or its
   * tenant has `share` of them.
   */
  enter(delivery: Pick<Delivery, 'tenant' | 'webhook' | 'id'>, share?: number): (() => void) | null;
  /** Who has a slot now. */
  readonly tenants: Iterable<string>;
  /** At most so many webhooks may be refused a slot now. */
  readonly occupied: number;
}

/**
 * Who may send now. A receiver that does not answer holds its own slots and nobody else's: once
 * seen to be slow it gets one, and all slow ones together never more than half of the total.
 * `elapsed` is real time in ms: a clock that is moved does not make a receiver slow.
 */
export function createDeliverySlots(
  { perWebhook, total }: DeliveryLimits,
  elapsed: () => number = () => performance.now(),
): DeliverySlots {
  const underWay = new Map<string, Set<string>>();
  const byTenant = new Map<string, number>();
  const slow = new Set<string>();
  let taken = 0;
  let takenBySlow = 0;

  const isFree = (webhook: string, busy: number): boolean => {
    if (taken >= total) return false;
    if (!slow.has(webhook)) return busy < perWebhook;
    return busy < 1 && takenBySlow < Math.max(1, total / 2);
  };

  return {
    enter({ tenant, webhook: id, id: delivery }, share = total) {
      const webhook = JSON.stringify([tenant, id]);
      const mine = underWay.get(webhook) ?? new Set<string>();
      if (mine.has(delivery) || !isFree(webhook, mine.size)) return null;
      if ((byTenant.get(tenant) ?? 0) >= share) return null;
      count(byTenant, tenant, 1);
      underWay.set(webhook, mine.add(delivery));
      const weight = slow.has(webhook) ? 1 : 0;
      taken += 1;
      takenBySlow += weight;
      const since = elapsed();
      return () => {
        taken -= 1;
        takenBySlow -= weight;
        count(byTenant, tenant, -1);
        mine.delete(delivery);
        if (mine.size === 0) underWay.delete(webhook);
        slow.delete(webhook);
        if (slow.size >= SLOW_MAX) slow.clear();
        if (elapsed() - since >= SLOW_MS) slow.add(webhook);
      };
    },
    get tenants() {
      return byTenant.keys();
    },
    get occupied() {
      return underWay.size + slow.size;
    },
  };
}

function count(counts: Map<string, number>, name: string, by: number): void {
  const sum = (counts.get(name) ?? 0) + by;
  if (sum > 0) counts.set(name, sum);
  else counts.delete(name);
}
