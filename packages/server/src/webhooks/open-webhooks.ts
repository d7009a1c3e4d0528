import type { Receivers } from '../core/ports/receivers.ts';
import type { WebhookSigner } from '../core/ports/webhook-signer.ts';
import { createHttpClient } from '../outbox/http-client.ts';
import type { OutboxWorker } from '../outbox/outbox-worker.ts';
import { createReceiverRule, type ReceiverRuleOptions } from '../outbox/receiver-address.ts';
import type { DeliveryParts } from './deliver.ts';
import { createDeliveryWorker } from './delivery-worker.ts';
import type { DueDeliveriesOptions } from './due-deliveries.ts';
import { createReceivers } from './http-receivers.ts';

export interface WebhooksOptions extends Omit<DeliveryParts, 'post' | 'store' | 'signer'> {
  readonly store: DueDeliveriesOptions['store'];
  readonly signer: WebhookSigner;
  readonly around?: DueDeliveriesOptions['around'];
  /** Where deliveries may go besides public networks. */
  readonly reach: ReceiverRuleOptions;
}

export interface Webhooks {
  readonly receivers: Receivers;
  readonly worker: Pick<OutboxWorker, 'start' | 'stop'>;
}

/** Puts the outside together: one rule about addresses for checks and deliveries alike. */
export function openWebhooks({ reach, ...options }: WebhooksOptions): Webhooks {
  const rule = createReceiverRule(reach);
  const send = createHttpClient({ rule });
  const worker = createDeliveryWorker({ ...options, post: send });
  return { receivers: createReceivers({ rule, send, signer: options.signer, worker }), worker };
}
