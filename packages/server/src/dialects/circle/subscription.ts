import type { Webhook } from '../../core/model/webhook.ts';
import { toIso } from './iso-date.ts';

/** A subscription as the wire shows one (w3s 9). */
export function subscription(webhook: Webhook) {
  const { id, name, url, enabled, createdAt, updatedAt, events } = webhook;
  return {
    id,
    name,
    endpoint: url,
    enabled,
    createDate: toIso(createdAt),
    updateDate: toIso(updatedAt),
    notificationTypes: events,
    restricted: !events.includes('*'),
  };
}
