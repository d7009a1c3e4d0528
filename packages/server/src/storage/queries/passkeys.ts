import { OPERATORS_TENANT, type Passkey } from '../../core/model/operator.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytes, integer, integerOrNull, text } from './column.ts';
import { rowWriter } from './row-writer.ts';

const MADE = ['account', 'created_at'];
const STATE = ['sealed', 'name', 'counter', 'used_at'];
const COLUMNS = ['id', ...MADE, ...STATE].join(', ');
const INSERT = rowWriter('passkeys', ['tenant', 'id'], [...MADE, ...STATE]).insert;
const UPDATE = rowWriter('passkeys', ['tenant', 'id'], STATE).update;

export function selectPasskey(id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM passkeys WHERE tenant = ? AND id = ?`;
  return { sql, params: [OPERATORS_TENANT, id] };
}

/** Oldest first. */
export function selectPasskeys(account: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM passkeys WHERE tenant = ? AND account = ?
    ORDER BY created_at, id`;
  return { sql, params: [OPERATORS_TENANT, account] };
}

export function insertPasskey(passkey: Passkey): Statement {
  const made = [passkey.account, passkey.createdAt];
  return INSERT([OPERATORS_TENANT, passkey.id], [...made, ...stateOf(passkey)]);
}

/** Never whose it is. The key stays as well, and may be sealed anew. */
export function updatePasskey(passkey: Passkey): Statement {
  return UPDATE([OPERATORS_TENANT, passkey.id], stateOf(passkey));
}

export function deletePasskey(id: string): Statement {
  const sql = 'DELETE FROM passkeys WHERE tenant = ? AND id = ?';
  return { sql, params: [OPERATORS_TENANT, id] };
}

function stateOf({ sealed, name, counter, usedAt }: Passkey) {
  return [sealed, name, counter, usedAt];
}

export function toPasskey(row: Row): Passkey {
  return {
    id: text(row, 'id'),
    account: text(row, 'account'),
    name: text(row, 'name'),
    sealed: bytes(row, 'sealed'),
    counter: integer(row, 'counter'),
    createdAt: integer(row, 'created_at'),
    usedAt: integerOrNull(row, 'used_at'),
  };
}
