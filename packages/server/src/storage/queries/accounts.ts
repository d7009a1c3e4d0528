import { type Account, OPERATORS_TENANT, type OperatorRole } from '../../core/model/operator.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytesOrNull, integer, integerOrNull, text } from './column.ts';
import { rowWriter } from './row-writer.ts';

const STATE = ['role', 'disabled_at', 'epoch', 'totp', 'totp_offered'];
const COLUMNS = ['name', ...STATE, 'created_at'].join(', ');
const INSERT = rowWriter('accounts', ['tenant', 'name'], [...STATE, 'created_at']).insert;
const UPDATE = rowWriter('accounts', ['tenant', 'name'], STATE).update;

export function selectAccount(name: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE tenant = ? AND name = ?`;
  return { sql, params: [OPERATORS_TENANT, name] };
}

export function selectAccounts(): Statement {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE tenant = ? ORDER BY name`;
  return { sql, params: [OPERATORS_TENANT] };
}

export function insertAccount(account: Account): Statement {
  return INSERT([OPERATORS_TENANT, account.name], [...stateOf(account), account.createdAt]);
}

export function updateAccount(account: Account): Statement {
  return UPDATE([OPERATORS_TENANT, account.name], stateOf(account));
}

function stateOf({ role, disabledAt, epoch, totp, totpOffered }: Account) {
  return [role, disabledAt, epoch, totp, totpOffered];
}

export function toAccount(row: Row): Account {
  return {
    name: text(row, 'name'),
    role: text(row, 'role') as OperatorRole,
    disabledAt: integerOrNull(row, 'disabled_at'),
    epoch: integer(row, 'epoch'),
    totp: bytesOrNull(row, 'totp'),
    totpOffered: bytesOrNull(row, 'totp_offered'),
    createdAt: integer(row, 'created_at'),
  };
}
