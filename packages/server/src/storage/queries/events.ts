import type { DomainEvent } from '../../core/model/event.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, json, text } from './column.ts';

const COLUMNS = 'id, type, tenant, subject, at, data';

export function insertEvent({ id, type, tenant, subject, at, data }: DomainEvent): Statement {
  return {
    sql: `INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`,
    params: [id, type, tenant, subject, at, JSON.stringify(data)],
  };
}

export function selectEvents(limit: number): Statement {
  const sql = `SELECT ${COLUMNS} FROM events ORDER BY seq DESC LIMIT ?`;
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
