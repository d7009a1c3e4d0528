import type { Webhook } from '../../core/model/webhook.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, json, text, toFlag } from './column.ts';
import { rowWriter } from './row-writer.ts';

const KEY = ['tenant', 'id'];
const STATE = [
  'dialect',
  'name',
  'url',
  'events',
  'enabled',
  'signature',
  'created_at',
  'updated_at',
];
const SELECT = `SELECT ${[...KEY, ...STATE].join(', ')} FROM webhooks`;
const ROW = rowWriter('webhooks', KEY, STATE);

export function selectWebhook(tenant: string, id: string): Statement {
  return { sql: `${SELECT} WHERE tenant = ? AND id = ?`, params: [tenant, id] };
}

export function selectWebhooks(tenant: string, dialect: string): Statement {
  return {
    sql: `${SELECT} WHERE tenant = ? AND dialect = ? ORDER BY created_at, id`,
    params: [tenant, dialect],
  };
}

/** Of every wire. */
export function selectTenantWebhooks(tenant: string): Statement {
  return { sql: `${SELECT} WHERE tenant = ? ORDER BY created_at, id`, params: [tenant] };
}

export function insertWebhook(webhook: Webhook): Statement {
  return ROW.insert([webhook.tenant, webhook.id], stateOf(webhook));
}

export function updateWebhook(webhook: Webhook): Statement {
  return ROW.update([webhook.tenant, webhook.id], stateOf(webhook));
}

function stateOf({ dialect, name, url, events, enabled, signature, ...times }: Webhook) {
  const address = [dialect, name, url, JSON.stringify(events)];
  return [...address, toFlag(enabled), signature, times.createdAt, times.updatedAt];
}

/** Its deliveries go with it, by their foreign key. */
export function deleteWebhook(tenant: string, id: string): Statement {
  return { sql: 'DELETE FROM webhooks WHERE tenant = ? AND id = ?', params: [tenant, id] };
}

export function toWebhook(row: Row): Webhook {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    dialect: text(row, 'dialect'),
    name: text(row, 'name'),
    url: text(row, 'url'),
    events: json<Webhook['events']>(row, 'events'),
    enabled: integer(row, 'enabled') !== 0,
    signature: text(row, 'signature') as Webhook['signature'],
    createdAt: integer(row, 'created_at'),
    updatedAt: integer(row, 'updated_at'),
  };
}
