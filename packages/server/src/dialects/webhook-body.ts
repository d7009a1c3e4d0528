import type { Instant } from '../core/model/instant.ts';
import type { Delivery, Webhook } from '../core/model/webhook.ts';
import type { WebhookKey } from '../core/ports/receivers.ts';

interface Keys {
  readonly webhookKey: (webhook: Webhook) => WebhookKey | null;
}

/** A webhook as our own APIs show it; never with its secret. */
export function webhookBody(webhook: Webhook, keys: Keys) {
  const { id, name, url, events, enabled, signature, ...times } = webhook;
  const key = keys.webhookKey(webhook);
  return {
    ...{ id, name, url, events, enabled, signature },
    ...(key !== null && { key }),
    createdAt: toIso(times.createdAt),
    updatedAt: toIso(times.updatedAt),
  };
}

/** A delivery as our own APIs show it; what it tells is not among it. */
export function deliveryBody(delivery: Delivery) {
  const { id, notice, state, tries, nextAt, lastStatus, lastError } = delivery;
  return {
    ...{ id, type: notice.type, subject: notice.subject || null, state, tries },
    ...{ lastStatus, lastError, nextAt: state === 'waiting' ? toIso(nextAt) : null },
    createdAt: toIso(delivery.createdAt),
    settledAt: delivery.settledAt === null ? null : toIso(delivery.settledAt),
  };
}

function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
