import type { Instant } from '../../core/model/instant.ts';
import type { MessageChannel, OutgoingMessage } from '../../core/model/message.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytes, integer, integerOrNull, text, textOrNull } from './column.ts';

const COLUMNS = `id, tenant, subject, channel, recipient, template, language, sealed, at,
  expires_at, state, tries, next_at, leased_until, last_error, settled_at`;
const SELECT = `SELECT ${COLUMNS} FROM messages`;

/** Stands for contents nobody has to read again: the column takes no NULL. */
const NOTHING = new Uint8Array();

export function insertMessage(message: OutgoingMessage): Statement {
  const { id, tenant, subject, channel, to, template, language, sealed } = message;
  const letter = [id, tenant, subject, channel, to, template, language, sealed ?? NOTHING];
  return {
    sql: `INSERT INTO messages (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [...letter, message.at, message.expiresAt, ...progressOf(message)],
  };
}

/** Only what trying to send it changes. */
export function updateMessage(message: OutgoingMessage): Statement {
  return {
    sql: `UPDATE messages SET sealed = ?, state = ?, tries = ?, next_at = ?, leased_until = ?,
      last_error = ?, settled_at = ? WHERE id = ? AND tenant = ?`,
    params: [message.sealed ?? NOTHING, ...progressOf(message), message.id, message.tenant],
  };
}

function progressOf({ state, tries, nextAt, leasedUntil, lastError, settledAt }: OutgoingMessage) {
  return [state, tries, nextAt, leasedUntil, lastError, settledAt];
}

export function selectMessage(tenant: string, id: string): Statement {
  return { sql: `${SELECT} WHERE id = ? AND tenant = ?`, params: [id, tenant] };
}

/** Newest first, of every tenant. */
export function selectMessages(limit: number): Statement {
  return { sql: `${SELECT} ORDER BY seq DESC LIMIT ?`, params: [limit] };
}

/** Newest first. */
export function selectTenantMessages(tenant: string, limit: number): Statement {
  return { sql: `${SELECT} WHERE tenant = ? ORDER BY seq DESC LIMIT ?`, params: [tenant, limit] };
}

/** The words of the index `messages_waiting_by_tenant`. */
const WAITING = `state = 'waiting' AND channel = ?`;
const DUE = `next_at <= ? AND (leased_until IS NULL OR leased_until <= ?)`;

/** Of one tenant, the longest waiting first. */
export function selectDueMessages(
  channel: MessageChannel,
  tenant: string,
  now: Instant,
  limit: number,
): Statement {
  return {
    sql: `${SELECT} WHERE ${WAITING} AND tenant = ? AND ${DUE} ORDER BY next_at, seq LIMIT ?`,
    params: [channel, tenant, now, now, limit],
  };
}

/**
 * Tenants with something due, the longest waiting first. Goes from one tenant that waits to the next
 * by the index, and looks at the first message of each: what a tenant piled up is not read.
 */
export function selectDueMessageTenants(
  channel: MessageChannel,
  now: Instant,
  limit: number,
): Statement {
  return {
    sql: `WITH RECURSIVE waiting (tenant) AS (
        SELECT MIN(tenant) FROM messages WHERE ${WAITING}
        UNION ALL
        SELECT (SELECT MIN(tenant) FROM messages WHERE ${WAITING} AND tenant > waiting.tenant)
        FROM waiting WHERE waiting.tenant IS NOT NULL
      )
      SELECT tenant FROM (
        SELECT tenant, (SELECT next_at FROM messages
          WHERE ${WAITING} AND messages.tenant = waiting.tenant AND ${DUE} ORDER BY next_at LIMIT 1) AS due_at
        FROM waiting WHERE tenant IS NOT NULL
      ) AS heads WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`,
    params: [channel, channel, channel, now, now, limit],
  };
}

export function releaseAllMessages(): Statement {
  return {
    sql: `UPDATE messages SET leased_until = NULL
      WHERE state = 'waiting' AND leased_until IS NOT NULL`,
    params: [],
  };
}

export function toMessage(row: Row): OutgoingMessage {
  const sealed = bytes(row, 'sealed');
  return {
    id: text(row, 'id'),
    tenant: text(row, 'tenant'),
    subject: textOrNull(row, 'subject'),
    channel: text(row, 'channel') as OutgoingMessage['channel'],
    to: text(row, 'recipient'),
    template: text(row, 'template') as OutgoingMessage['template'],
    language: text(row, 'language') as OutgoingMessage['language'],
    sealed: sealed.length === 0 ? null : sealed,
    at: integer(row, 'at'),
    expiresAt: integer(row, 'expires_at'),
    state: text(row, 'state') as OutgoingMessage['state'],
    tries: integer(row, 'tries'),
    nextAt: integer(row, 'next_at'),
    leasedUntil: integerOrNull(row, 'leased_until'),
    lastError: textOrNull(row, 'last_error'),
    settledAt: integerOrNull(row, 'settled_at'),
  };
}
