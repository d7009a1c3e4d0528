import type { ClientKey, ClientKeyAlgorithm } from '../../core/model/client-key.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytes, bytesOrNull, integer, integerOrNull, text, textOrNull } from './column.ts';

const COLUMNS = `dialect, id, tenant, subject, name, algorithm, public_key, server_key, channel,
  created_at, revoked_at`;
const SELECT = `SELECT ${COLUMNS} FROM client_keys`;

export function selectClientKey(dialect: string, id: string): Statement {
  return { sql: `${SELECT} WHERE dialect = ? AND id = ?`, params: [dialect, id] };
}

/** Oldest first. */
export function selectClientKeys(tenant: string, subject: string): Statement {
  const sql = `${SELECT} WHERE tenant = ? AND subject = ? ORDER BY created_at, id`;
  return { sql, params: [tenant, subject] };
}

/** Oldest first; the words of the index `client_keys_named`. */
export function selectNamedClientKeys(tenant: string): Statement {
  const sql = `${SELECT} WHERE tenant = ? AND name IS NOT NULL ORDER BY created_at, id`;
  return { sql, params: [tenant] };
}

export function insertClientKey(key: ClientKey): Statement {
  const { dialect, id, tenant, subject, name, publicKey, serverKey, channel } = key;
  const owner = [dialect, id, tenant, subject, name];
  const secrecy = [publicKey.algorithm, publicKey.bytes, serverKey, channel];
  return {
    sql: `INSERT INTO client_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [...owner, ...secrecy, key.createdAt, key.revokedAt],
  };
}

/** Never its owner: a key cannot come to speak for somebody else. */
export function updateClientKey(key: ClientKey): Statement {
  const { dialect, id, publicKey, serverKey, channel, revokedAt } = key;
  return {
    sql: `UPDATE client_keys SET algorithm = ?, public_key = ?, server_key = ?, channel = ?,
      revoked_at = ? WHERE dialect = ? AND id = ?`,
    params: [publicKey.algorithm, publicKey.bytes, serverKey, channel, revokedAt, dialect, id],
  };
}

export function toClientKey(row: Row): ClientKey {
  return {
    dialect: text(row, 'dialect'),
    id: text(row, 'id'),
    tenant: text(row, 'tenant'),
    subject: text(row, 'subject'),
    name: textOrNull(row, 'name'),
    publicKey: {
      algorithm: text(row, 'algorithm') as ClientKeyAlgorithm,
      bytes: bytes(row, 'public_key'),
    },
    serverKey: bytesOrNull(row, 'server_key'),
    channel: bytes(row, 'channel'),
    createdAt: integer(row, 'created_at'),
    revokedAt: integerOrNull(row, 'revoked_at'),
  };
}
