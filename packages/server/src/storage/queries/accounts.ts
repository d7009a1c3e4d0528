import { type Account, OPERATORS_TENANT, type OperatorRole } from '../../core/model/operator.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { bytesOrNull, integer, integerOrNull, text } from './column.ts';

const STATE = ['role', 'disabled_at', 'epoch', 'totp', 'totp_offered'];
export const ACCOUNT_COLUMNS = ['tenant', 'name', ...STATE, 'created_at', 'mac'];
const COLUMNS = ACCOUNT_COLUMNS.join(', ');

/** Who may do what is not for somebody with a database tool to say. */
export const SEALED_ACCOUNTS: SealedRowsTable = {
  ...{ name: 'accounts', key: ['tenant', 'name'], tenant: 'tenant' },
  state: [...STATE, 'created_at'],
  changing: STATE,
  defaults: {},
};

export function selectAccount(name: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE tenant = ? AND name = ?`;
  return { sql, params: [OPERATORS_TENANT, name] };
}

export function selectAccounts(): Statement {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE tenant = ? ORDER BY name`;
  return { sql, params: [OPERATORS_TENANT] };
}

/** Its row. */
export function accountValues(account: Account) {
  const { name, role, disabledAt, epoch, totp, totpOffered, createdAt } = account;
  return [OPERATORS_TENANT, name, role, disabledAt, epoch, totp, totpOffered, createdAt];
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
