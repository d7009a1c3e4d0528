import type { ClientKey, ClientKeyAlgorithm } from '../../core/model/client-key.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { bytes, bytesOrNull, integer, integerOrNull, text, textOrNull } from './column.ts';

const KEY = ['dialect', 'id'];
const CHANGING = ['algorithm', 'public_key', 'server_key', 'channel', 'revoked_at'];
const STATE = ['tenant', 'subject', 'name', 'created_at', ...CHANGING];
const SELECT = `SELECT ${[...KEY, ...STATE, 'mac'].join(', ')} FROM client_keys`;

/** Never its owner: a key cannot come to speak for somebody else. */
export const SEALED_CLIENT_KEYS: SealedRowsTable = {
  ...{ name: 'client_keys', key: KEY, tenant: 'tenant', state: STATE, changing: CHANGING },
  defaults: {},
};

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

/** Its row. */
export function clientKeyValues(key: ClientKey) {
  const { dialect, id, tenant, subject, name, publicKey, serverKey, channel } = key;
  const owner = [dialect, id, tenant, subject, name, key.createdAt];
  return [...owner, publicKey.algorithm, publicKey.bytes, serverKey, channel, key.revokedAt];
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
