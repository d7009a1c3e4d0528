import { createOutboxWorker, type OutboxWorker } from '../outbox/outbox-worker.ts';
import type { DeliveryLimits } from './delivery-slots.ts';
import { createDueDeliveries, type DueDeliveriesOptions } from './due-deliveries.ts';

const LIMITS: DeliveryLimits = { perWebhook: 2, total: 512 };

export interface DeliveryWorkerOptions extends Omit<DueDeliveriesOptions, 'limits'> {
  readonly limits?: DeliveryLimits;
  readonly pollEveryMs?: number;
}

/**
 * Delivers what is due, at least once, until stopped. Several processes may run one on the same
 * store: a delivery belongs to whoever claims it.
 */
export function createDeliveryWorker(options: DeliveryWorkerOptions): OutboxWorker {
  const { log, limits = LIMITS, pollEveryMs } = options;
  return createOutboxWorker({
    what: 'deliveries',
    work: (wake) => createDueDeliveries({ ...options, limits }, wake),
    log,
    ...(pollEveryMs !== undefined && { pollEveryMs }),
  });
}
