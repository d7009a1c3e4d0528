import {
  type FoundSession,
  OPERATORS_TENANT,
  type OperatorRole,
  type OperatorSession,
} from '../../core/model/operator.ts';
import { passwordKey } from '../../core/model/password.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { integer, integerOrNull, text, textOrNull } from './column.ts';

const USE = ['seen_at', 'expires_at'];
const OPENED = ['account', 'epoch', 'password_version', 'admin_key', 'created_at'];
const STATE = [...OPENED, ...USE];
const COLUMNS = ['tenant', 'id', ...STATE, 'mac'].join(', ');

export const SEALED_SESSIONS: SealedRowsTable = {
  ...{ name: 'operator_sessions', key: ['tenant', 'id'], tenant: 'tenant', state: STATE },
  // Only how long it lasts: whose it is, and what it was opened with, never changes.
  changing: USE,
  defaults: {},
};

export function selectOperatorSession(id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM operator_sessions WHERE tenant = ? AND id = ?`;
  return { sql, params: [OPERATORS_TENANT, id] };
}

/** The session with what it has to agree with, as of one instant. */
export function selectFoundSession(id: string): Statement {
  const { purpose } = passwordKey({ tenant: OPERATORS_TENANT, subject: '' });
  return {
    sql: `SELECT s.tenant, s.id, s.mac, s.account, s.epoch, s.password_version, s.admin_key, s.created_at,
        s.seen_at, s.expires_at, a.role, a.disabled_at, a.epoch AS account_epoch, c.version
      FROM operator_sessions s
      LEFT JOIN accounts a ON a.tenant = s.tenant AND a.name = s.account
      LEFT JOIN credentials c
        ON c.tenant = s.tenant AND c.subject = s.account AND c.purpose = ?
      WHERE s.tenant = ? AND s.id = ?`,
    params: [purpose, OPERATORS_TENANT, id],
  };
}

/** Its row. */
export function sessionValues(session: OperatorSession) {
  const { id, account, epoch, passwordVersion, adminKey, createdAt, seenAt, expiresAt } = session;
  const opened = [OPERATORS_TENANT, id, account, epoch, passwordVersion, adminKey, createdAt];
  return [...opened, seenAt, expiresAt];
}

export function deleteOperatorSession(id: string): Statement {
  const sql = 'DELETE FROM operator_sessions WHERE tenant = ? AND id = ?';
  return { sql, params: [OPERATORS_TENANT, id] };
}

export function toOperatorSession(row: Row): OperatorSession {
  return {
    id: text(row, 'id'),
    account: textOrNull(row, 'account'),
    epoch: integer(row, 'epoch'),
    passwordVersion: integerOrNull(row, 'password_version'),
    adminKey: textOrNull(row, 'admin_key'),
    createdAt: integer(row, 'created_at'),
    seenAt: integer(row, 'seen_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}

export function toFoundSession(row: Row): FoundSession {
  const role = textOrNull(row, 'role');
  return {
    session: toOperatorSession(row),
    account:
      role === null
        ? null
        : {
            role: role as OperatorRole,
            disabledAt: integerOrNull(row, 'disabled_at'),
            epoch: integer(row, 'account_epoch'),
          },
    passwordVersion: integerOrNull(row, 'version'),
  };
}
