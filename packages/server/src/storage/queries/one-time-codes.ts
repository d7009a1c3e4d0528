import type { OneTimeCode } from '../../core/model/one-time-code.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { integer, text, textOrNull, toFlag } from './column.ts';

const KEY = ['tenant', 'id'];
const STATE = [
  'use',
  'subject',
  'channel',
  'recipient',
  'findable',
  'code_digest',
  'state',
  'tries_left',
  'created_at',
  'expires_at',
];
const SELECT = `SELECT ${[...KEY, ...STATE, 'mac'].join(', ')} FROM one_time_codes`;

export const SEALED_CODES: SealedRowsTable = {
  ...{ name: 'one_time_codes', key: KEY, tenant: 'tenant', state: STATE, changing: STATE },
  defaults: {},
  isLive: (row) => row['state'] !== 'superseded',
};

export function selectCode(tenant: string, id: string): Statement {
  return { sql: `${SELECT} WHERE tenant = ? AND id = ?`, params: [tenant, id] };
}

/** The words of the index `one_time_codes_findable`. */
export function selectFindableCode(tenant: string, use: string, codeDigest: string): Statement {
  return {
    sql: `${SELECT} WHERE tenant = ? AND use = ? AND code_digest = ?
      AND state = 'open' AND findable = 1`,
    params: [tenant, use, codeDigest],
  };
}

export function selectCodeOf(tenant: string, use: string, subject: string): Statement {
  return {
    sql: `${SELECT} WHERE tenant = ? AND subject = ? AND use = ? AND state = 'open'
      ORDER BY created_at DESC LIMIT 1`,
    params: [tenant, subject, use],
  };
}

/** Its row. */
export function codeValues(code: OneTimeCode) {
  const about = [
    code.tenant,
    code.id,
    code.use,
    code.subject,
    code.channel,
    code.to,
    toFlag(code.findable),
  ];
  const progress = [code.state, code.triesLeft, code.createdAt, code.expiresAt];
  return [...about, code.codeDigest, ...progress];
}

/**
 * Also those to another address of the same person. Found by an index first: asked in one step,
 * SQLite reads every code of the tenant.
 */
export function supersedeOtherCodes({
  tenant,
  id,
  use,
  channel,
  to,
  subject,
}: OneTimeCode): readonly Statement[] {
  const same = `UPDATE one_time_codes SET state = 'superseded', mac = NULL WHERE tenant = ? AND use = ?
    AND state = 'open' AND id <> ? AND id IN (SELECT id FROM one_time_codes WHERE tenant = ?`;
  const params = [tenant, use, id, tenant];
  return [
    {
      sql: `${same} AND use = ? AND state = 'open' AND channel = ? AND recipient = ?)`,
      params: [...params, use, channel, to],
    },
    ...(subject === null
      ? []
      : [{ sql: `${same} AND subject = ?)`, params: [...params, subject] }]),
  ];
}

export function supersedeCodesOf(tenant: string, subject: string): Statement {
  return {
    sql: `UPDATE one_time_codes SET state = 'superseded', mac = NULL WHERE tenant = ? AND state = 'open'
      AND id IN (SELECT id FROM one_time_codes WHERE tenant = ? AND subject = ?)`,
    params: [tenant, tenant, subject],
  };
}

export function toCode(row: Row): OneTimeCode {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    use: text(row, 'use'),
    subject: textOrNull(row, 'subject'),
    channel: text(row, 'channel') as OneTimeCode['channel'],
    to: text(row, 'recipient'),
    findable: integer(row, 'findable') !== 0,
    codeDigest: text(row, 'code_digest'),
    state: text(row, 'state') as OneTimeCode['state'],
    triesLeft: integer(row, 'tries_left'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}
