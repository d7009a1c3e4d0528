import type { Recovery } from '../../core/model/recovery.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { integer, text, textOrNull } from './column.ts';

const KEY = ['tenant', 'id'];
const STATE = [
  'subject',
  'purpose',
  'factor',
  'version',
  'state',
  'code_digest',
  'tries_left',
  'created_at',
  'expires_at',
];
const COLUMNS = [...KEY, ...STATE, 'mac'].join(', ');

export const SEALED_RECOVERIES: SealedRowsTable = {
  ...{ name: 'recoveries', key: KEY, tenant: 'tenant', state: STATE },
  // Only how far it has come.
  changing: ['state', 'tries_left'],
  defaults: {},
  isLive: (row) => row['state'] !== 'superseded',
};

export function selectRecovery(tenant: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM recoveries WHERE tenant = ? AND id = ?`;
  return { sql, params: [tenant, id] };
}

/** Its row. */
export function recoveryValues(recovery: Recovery) {
  const { tenant, id, subject, purpose, factor, version, state, codeDigest } = recovery;
  const { triesLeft, createdAt, expiresAt } = recovery;
  const about = [tenant, id, subject, purpose, factor, version, state, codeDigest];
  return [...about, triesLeft, createdAt, expiresAt];
}

/** Found by an index first: asked in one step, SQLite reads every recovery of the tenant. */
export function supersedeOthers({ tenant, id, subject, purpose, factor }: Recovery): Statement {
  return {
    sql: `UPDATE recoveries SET state = 'superseded', mac = NULL WHERE tenant = ? AND subject = ?
      AND purpose = ? AND factor = ? AND state IN ('open', 'proven') AND id <> ?
      AND id IN (SELECT id FROM recoveries WHERE tenant = ? AND subject = ?)`,
    params: [tenant, subject, purpose, factor, id, tenant, subject],
  };
}

/** Those that rest on a code that was sent somewhere. */
export function supersedeCodeRecoveriesOf(tenant: string, subject: string): Statement {
  return {
    sql: `UPDATE recoveries SET state = 'superseded', mac = NULL WHERE tenant = ? AND factor = 'one_time_code'
      AND state IN ('open', 'proven')
      AND id IN (SELECT id FROM recoveries WHERE tenant = ? AND subject = ?)`,
    params: [tenant, tenant, subject],
  };
}

export function toRecovery(row: Row): Recovery {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    subject: text(row, 'subject'),
    purpose: text(row, 'purpose'),
    factor: text(row, 'factor') as Recovery['factor'],
    version: integer(row, 'version'),
    state: text(row, 'state') as Recovery['state'],
    codeDigest: textOrNull(row, 'code_digest'),
    triesLeft: integer(row, 'tries_left'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}
