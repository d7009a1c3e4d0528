import type { CallerKey } from '../../core/model/tenant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, text } from './column.ts';

const COLUMNS = 'dialect, id, tenant, name, secret_digest, created_at, revoked_at';

export function selectCallerKey(dialect: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE dialect = ? AND id = ?`;
  return { sql, params: [dialect, id] };
}

export function selectCallerKeys(tenant: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE tenant = ? ORDER BY created_at, id`;
  return { sql, params: [tenant] };
}

export function upsertCallerKey(key: CallerKey): Statement {
  const { dialect, id, tenant, name, secretDigest, createdAt, revokedAt } = key;
  return {
    sql: `INSERT INTO caller_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (dialect, id) DO UPDATE SET name = excluded.name, revoked_at = excluded.revoked_at`,
    params: [dialect, id, tenant, name, secretDigest, createdAt, revokedAt],
  };
}

export function toCallerKey(row: Row): CallerKey {
  return {
    dialect: text(row, 'dialect'),
    id: text(row, 'id'),
    tenant: text(row, 'tenant'),
    name: text(row, 'name'),
    secretDigest: text(row, 'secret_digest'),
    createdAt: integer(row, 'created_at'),
    revokedAt: integerOrNull(row, 'revoked_at'),
  };
}
