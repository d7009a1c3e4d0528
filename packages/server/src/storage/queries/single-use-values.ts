import type { Instant } from '../../core/model/instant.ts';
import type { SingleUseKey, SingleUseValue } from '../../core/ports/decision.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, json, text } from './column.ts';

const COLUMNS = 'tenant, kind, id, data, expires_at';

export function selectSingleUse({ tenant, kind, id }: SingleUseKey): Statement {
  const where = 'tenant = ? AND kind = ? AND id = ?';
  const sql = `SELECT ${COLUMNS} FROM single_use_values WHERE ${where}`;
  return { sql, params: [tenant, kind, id] };
}

/** A value that is already out, or already taken back in this instant, is not issued twice. */
export function insertSingleUse({ tenant, kind, id, data, expiresAt }: SingleUseValue): Statement {
  return {
    sql: `INSERT INTO single_use_values (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`,
    params: [tenant, kind, id, JSON.stringify(data), expiresAt],
  };
}

export function deleteSingleUse({ tenant, kind, id }: SingleUseKey): Statement {
  const sql = 'DELETE FROM single_use_values WHERE tenant = ? AND kind = ? AND id = ?';
  return { sql, params: [tenant, kind, id] };
}

/** `null` for a value that is not there or no longer alive. */
export function toSingleUse(row: Row | undefined, now: Instant): SingleUseValue | null {
  if (row === undefined || integer(row, 'expires_at') <= now) return null;
  return {
    tenant: text(row, 'tenant'),
    kind: text(row, 'kind'),
    id: text(row, 'id'),
    data: json<SingleUseValue['data']>(row, 'data'),
    expiresAt: integer(row, 'expires_at'),
  };
}
