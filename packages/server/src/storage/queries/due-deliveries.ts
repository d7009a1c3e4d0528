import type { Instant } from '../../core/model/instant.ts';
import type { Statement } from '../engine/engine.ts';
import { SELECT_DELIVERY } from './deliveries.ts';

/** `state` as the index `deliveries_waiting` has it: settled deliveries are never looked at. */
const DUE = `state = 'waiting' AND next_at <= ?
  AND (leased_until IS NULL OR leased_until <= ?)`;

/**
 * Webhooks with something due: the longest waiting of each tenant, then the second of each, so that
 * a tenant with many webhooks does not fill the list. One look into the index per webhook: to
 * number the due deliveries of all of them would read every one a dead receiver has piled up.
 */
export function selectDueWebhooks(now: Instant, limit: number): Statement {
  return {
    sql: `SELECT tenant, id FROM (
        SELECT tenant, id, due_at,
          ROW_NUMBER() OVER (PARTITION BY tenant ORDER BY due_at) AS turn FROM (
        SELECT tenant, id, (SELECT next_at FROM deliveries
          WHERE deliveries.tenant = webhooks.tenant AND deliveries.webhook = webhooks.id AND ${DUE}
          ORDER BY next_at LIMIT 1) AS due_at
        FROM webhooks
        ) AS heads WHERE due_at IS NOT NULL
      ) AS turns ORDER BY turn, due_at LIMIT ?`,
    params: [now, now, limit],
  };
}

/** Of one webhook, the longest waiting first. */
export function selectDueDeliveries(
  tenant: string,
  webhook: string,
  now: Instant,
  limit: number,
): Statement {
  return {
    sql: `${SELECT_DELIVERY} WHERE tenant = ? AND webhook = ? AND ${DUE}
      ORDER BY next_at, id LIMIT ?`,
    params: [tenant, webhook, now, now, limit],
  };
}
