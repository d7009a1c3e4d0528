import type { Instant } from '../../core/model/instant.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { ReboundSignIn } from '../../core/ports/decision.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull, toFlag } from './column.ts';

const COLUMNS = `tenant, id, dialect, caller, subject, purpose, level, bound, pin_version, data,
  created_at, expires_at, ended_at`;

export function selectSignIn(tenant: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM sign_ins WHERE tenant = ? AND id = ?`;
  return { sql, params: [tenant, id] };
}

export function insertSignIn(signIn: SignIn): Statement {
  const { tenant, id, dialect, caller, subject, purpose, level, boundTo, data } = signIn;
  const bound = [toFlag(boundTo !== null), boundTo?.version ?? null];
  return {
    sql: `INSERT INTO sign_ins (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [
      ...[tenant, id, dialect, caller, subject, purpose, level],
      ...bound,
      ...[JSON.stringify(data), signIn.createdAt, signIn.expiresAt, signIn.endedAt],
    ],
  };
}

/** Only how long it lasts: whom it speaks for, and what was shown, never changes. */
export function updateSignIn({ tenant, id, expiresAt, endedAt }: SignIn): Statement {
  const sql = 'UPDATE sign_ins SET expires_at = ?, ended_at = ? WHERE tenant = ? AND id = ?';
  return { sql, params: [expiresAt, endedAt, tenant, id] };
}

export function rebindSignIn(tenant: string, { id, from, to }: ReboundSignIn): Statement {
  return {
    sql: `UPDATE sign_ins SET pin_version = ? WHERE tenant = ? AND id = ? AND bound = 1
      AND pin_version IS NOT DISTINCT FROM ?`,
    params: [to.version, tenant, id, from.version],
  };
}

/** Those of one subject; an ended one keeps its time. */
export function endSignIns(tenant: string, subject: string, at: Instant): Statement {
  return {
    sql: `UPDATE sign_ins SET ended_at = ? WHERE tenant = ? AND ended_at IS NULL
      AND id IN (SELECT id FROM sign_ins WHERE tenant = ? AND subject = ?)`,
    params: [at, tenant, tenant, subject],
  };
}

export function toSignIn(row: Row): SignIn {
  const isBound = integer(row, 'bound') !== 0;
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    dialect: text(row, 'dialect'),
    caller: text(row, 'caller'),
    subject: textOrNull(row, 'subject'),
    purpose: text(row, 'purpose'),
    level: text(row, 'level'),
    boundTo: isBound ? { version: integerOrNull(row, 'pin_version') } : null,
    data: json<SignIn['data']>(row, 'data'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
    endedAt: integerOrNull(row, 'ended_at'),
  };
}
