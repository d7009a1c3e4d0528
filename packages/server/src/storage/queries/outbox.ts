import type { DomainEvent } from '../../core/model/event.ts';
import type { OutgoingMessage } from '../../core/model/message.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytes, integer, json, text } from './column.ts';

const EVENT_COLUMNS = 'id, type, tenant, subject, at, data';
const MESSAGE_COLUMNS = 'id, tenant, channel, recipient, template, sealed, at, expires_at';

export function insertEvent({ id, type, tenant, subject, at, data }: DomainEvent): Statement {
  return {
    sql: `INSERT INTO events (${EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`,
    params: [id, type, tenant, subject, at, JSON.stringify(data)],
  };
}

export function selectEvents(limit: number): Statement {
  const sql = `SELECT ${EVENT_COLUMNS} FROM events ORDER BY seq DESC LIMIT ?`;
  return { sql, params: [limit] };
}

export function toEvent(row: Row): DomainEvent {
  return {
    id: text(row, 'id'),
    type: text(row, 'type') as DomainEvent['type'],
    tenant: text(row, 'tenant'),
    subject: text(row, 'subject'),
    at: integer(row, 'at'),
    data: json<DomainEvent['data']>(row, 'data'),
  };
}

export function insertMessage(message: OutgoingMessage): Statement {
  const { id, tenant, channel, to, template, sealed, at, expiresAt } = message;
  return {
    sql: `INSERT INTO messages (${MESSAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [id, tenant, channel, to, template, sealed, at, expiresAt],
  };
}

export function selectMessages(limit: number): Statement {
  const sql = `SELECT ${MESSAGE_COLUMNS} FROM messages ORDER BY seq DESC LIMIT ?`;
  return { sql, params: [limit] };
}

export function toMessage(row: Row): OutgoingMessage {
  return {
    id: text(row, 'id'),
    tenant: text(row, 'tenant'),
    channel: text(row, 'channel') as OutgoingMessage['channel'],
    to: text(row, 'recipient'),
    template: text(row, 'template'),
    sealed: bytes(row, 'sealed'),
    at: integer(row, 'at'),
    expiresAt: integer(row, 'expires_at'),
  };
}
