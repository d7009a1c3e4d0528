import { DAY_MS, type Instant } from '../../core/model/instant.ts';
import type { Row, Statement } from '../engine/engine.ts';

/** Rows of a table that nobody can use any more, and how they are named. */
export interface Expiry {
  /** The next of them; at most {@link EXPIRED_AT_ONCE}. */
  readonly select: Statement;
  /** Deletes one, unless it came to new life meanwhile. */
  readonly remove: (row: Row) => Statement;
}

/**
 * So many in one transaction: after an outage, or a flood, there may be millions, and one statement
 * for all of them would hold up everybody, or never come to its end in time.
 */
export const EXPIRED_AT_ONCE = 1_000;

const EXPIRING: readonly (readonly [table: string, ...key: string[]])[] = [
  ['receipts', 'tenant', 'scope', 'key'],
  ['single_use_values', 'tenant', 'kind', 'id'],
  ['recoveries', 'tenant', 'id'],
  ['one_time_codes', 'tenant', 'id'],
  ['send_windows', 'tenant', 'kind', 'id'],
  ['sign_ins', 'tenant', 'id'],
  ['request_budgets', 'tenant', 'kind', 'id'],
  ['operator_sessions', 'tenant', 'id'],
];

/** What has settled stays for its log. What has not is never dropped: it has no such time. */
const SETTLING: typeof EXPIRING = [
  ['challenges', 'tenant', 'id'],
  ['deliveries', 'tenant', 'webhook', 'id'],
  ['messages', 'tenant', 'id'],
];
const SETTLED_KEPT_MS = 30 * DAY_MS;

/** Over by themselves in the end, and kept for who wants to know how they ended. */
const LAPSING: typeof EXPIRING = [['approvals', 'tenant', 'id']];

/** What nobody can use any more, table by table. */
export function expired(now: Instant): readonly Expiry[] {
  return [
    ...EXPIRING.map(([table, ...key]) => expiry(table, key, 'expires_at', now)),
    ...LAPSING.map(([table, ...key]) => expiry(table, key, 'expires_at', now - SETTLED_KEPT_MS)),
    ...SETTLING.map(([table, ...key]) => expiry(table, key, 'settled_at', now - SETTLED_KEPT_MS)),
  ];
}

function expiry(table: string, key: readonly string[], over: string, until: Instant): Expiry {
  const named = key.map((column) => `${column} = ?`).join(' AND ');
  return {
    select: {
      sql: `SELECT ${key.join(', ')} FROM ${table} WHERE ${over} <= ? LIMIT ${EXPIRED_AT_ONCE}`,
      params: [until],
    },
    remove: (row) => ({
      sql: `DELETE FROM ${table} WHERE ${named} AND ${over} <= ?`,
      params: [...key.map((column) => row[column] ?? null), until],
    }),
  };
}
