import type { DomainEvent } from '../../core/model/event.ts';
import type { Delivery, DeliveryState, Notice } from '../../core/model/webhook.ts';
import type { DeliveryPage } from '../../core/ports/webhook-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

const KEY = ['tenant', 'webhook', 'id'];
const STATE = [
  'notice',
  'state',
  'tries',
  'next_at',
  'leased_until',
  'last_status',
  'last_error',
  'created_at',
  'settled_at',
];
export const SELECT_DELIVERY = `SELECT ${[...KEY, ...STATE].join(', ')} FROM deliveries`;
const ROW = rowWriter('deliveries', KEY, STATE);

/**
 * One delivery for every enabled webhook of the event's tenant. Who wants which events is told in
 * the words of each wire, which nobody down here knows: the sender forgets what is not wanted.
 */
export function insertDeliveries({ id, type, tenant, subject, at, data }: DomainEvent): Statement {
  const notice: Notice = { id, type, subject, at, data };
  return {
    sql: `INSERT INTO deliveries (tenant, webhook, id, notice, state, tries, next_at, created_at)
      SELECT tenant, id, ?, ?, 'waiting', 0, ?, ? FROM webhooks WHERE tenant = ? AND enabled = 1`,
    params: [id, JSON.stringify(notice), at, at, tenant],
  };
}

export function insertDelivery(delivery: Delivery): Statement {
  return ROW.insert(keyOf(delivery), stateOf(delivery));
}

export function updateDelivery(delivery: Delivery): Statement {
  return ROW.update(keyOf(delivery), stateOf(delivery));
}

function keyOf({ tenant, webhook, id }: Delivery) {
  return [tenant, webhook, id];
}

function stateOf(delivery: Delivery) {
  const { notice, state, tries, nextAt, leasedUntil, lastStatus, lastError } = delivery;
  const schedule = [JSON.stringify(notice), state, tries, nextAt, leasedUntil];
  return [...schedule, lastStatus, lastError, delivery.createdAt, delivery.settledAt];
}

export function deleteDelivery(tenant: string, webhook: string, id: string): Statement {
  const sql = 'DELETE FROM deliveries WHERE tenant = ? AND webhook = ? AND id = ?';
  return { sql, params: [tenant, webhook, id] };
}

export function selectDelivery(tenant: string, webhook: string, id: string): Statement {
  const sql = `${SELECT_DELIVERY} WHERE tenant = ? AND webhook = ? AND id = ?`;
  return { sql, params: [tenant, webhook, id] };
}

/** The words of the indexes that hold those alone; what was delivered is nearly all there is. */
const IN_STATE: Readonly<Record<DeliveryState, string>> = {
  waiting: "AND state = 'waiting'",
  delivered: "AND state = 'delivered'",
  dead: "AND state = 'dead'",
};

/** Newest first. */
export function selectDeliveries(
  tenant: string,
  webhook: string,
  limit: number,
  { state, after }: DeliveryPage = {},
): Statement {
  const from = after === undefined ? [] : [after.createdAt, after.id];
  return {
    sql: `${SELECT_DELIVERY} WHERE tenant = ? AND webhook = ?
      ${state === undefined ? '' : IN_STATE[state]}
      ${after === undefined ? '' : 'AND (created_at, id) < (?, ?)'}
      ORDER BY created_at DESC, id DESC LIMIT ?`,
    params: [tenant, webhook, ...from, limit],
  };
}

export function releaseAllLeases(): Statement {
  return {
    sql: `UPDATE deliveries SET leased_until = NULL
      WHERE state = 'waiting' AND leased_until IS NOT NULL`,
    params: [],
  };
}

export function toDelivery(row: Row): Delivery {
  return {
    tenant: text(row, 'tenant'),
    webhook: text(row, 'webhook'),
    id: text(row, 'id'),
    notice: json<Notice>(row, 'notice'),
    state: text(row, 'state') as Delivery['state'],
    tries: integer(row, 'tries'),
    nextAt: integer(row, 'next_at'),
    leasedUntil: integerOrNull(row, 'leased_until'),
    lastStatus: integerOrNull(row, 'last_status'),
    lastError: textOrNull(row, 'last_error'),
    createdAt: integer(row, 'created_at'),
    settledAt: integerOrNull(row, 'settled_at'),
  };
}
