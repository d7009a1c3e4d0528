import type { CallerKey } from '../../core/model/tenant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { integer, integerOrNull, text } from './column.ts';

const COLUMNS = 'dialect, id, tenant, name, secret_digest, created_at, revoked_at, mac';
const KEY = ['dialect', 'id'];
const OWNED = ['tenant', 'name', 'secret_digest', 'created_at', 'revoked_at'];

export const SEALED_CALLER_KEYS: SealedRowsTable = {
  ...{ name: 'caller_keys', key: KEY, tenant: 'tenant', state: OWNED },
  // Never its tenant, never its secret.
  changing: ['name', 'revoked_at'],
  defaults: {},
};

export function selectCallerKey(dialect: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE dialect = ? AND id = ?`;
  return { sql, params: [dialect, id] };
}

export function selectCallerKeys(tenant: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM caller_keys WHERE tenant = ? ORDER BY created_at, id`;
  return { sql, params: [tenant] };
}

/** Its row. */
export function callerKeyValues(key: CallerKey) {
  const { dialect, id, tenant, name, secretDigest, createdAt, revokedAt } = key;
  return [dialect, id, tenant, name, secretDigest, createdAt, revokedAt];
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
