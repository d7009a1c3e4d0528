import type { CallerKey } from '../../core/model/tenant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, text } from './column.ts';
import { rowWriter } from './row-writer.ts';

const COLUMNS = 'dialect, id, tenant, name, secret_digest, created_at, revoked_at';
const KEY = ['dialect', 'id'];
const OWNED = ['tenant', 'name', 'secret_digest', 'created_at', 'revoked_at'];
const INSERT = rowWriter('caller_keys', KEY, OWNED).insert;
const UPDATE = rowWriter('caller_keys', KEY, ['name', 'revoked_at']).update;

export function selectCallerKey(dialect: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE dialect = ? AND id = ?`;
  return { sql, params: [dialect, id] };
}

export function selectCallerKeys(tenant: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE tenant = ? ORDER BY created_at, id`;
  return { sql, params: [tenant] };
}

export function insertCallerKey(key: CallerKey): Statement {
  const { dialect, id, tenant, name, secretDigest, createdAt, revokedAt } = key;
  return INSERT([dialect, id], [tenant, name, secretDigest, createdAt, revokedAt]);
}

/** Never its tenant, never its secret. */
export function updateCallerKey({ dialect, id, name, revokedAt }: CallerKey): Statement {
  return UPDATE([dialect, id], [name, revokedAt]);
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
