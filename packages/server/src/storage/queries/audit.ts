import type { Activity, ActivityQuery } from '../../core/model/activity.ts';
import type { AuditEntry } from '../../core/model/audit.ts';
import { entryFields } from '../../core/model/trail.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, text, textOrNull } from './column.ts';

const COLUMNS =
  'at, tenant, action, outcome, subject, purpose, actor, dialect, source, request_id, reason';
const WRITTEN = `${COLUMNS}, generation`;
export const INSERT_AUDIT = `INSERT INTO audit (${WRITTEN})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const INSERT_SEALED = `INSERT INTO audit (seq, ${WRITTEN}, lane, number, mac)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** An entry without a seal: the engine adds it when it writes. */
export function insertAudit(entry: AuditEntry): Statement {
  return { sql: INSERT_AUDIT, params: entryFields(entry) };
}

/** Newest first. */
export function selectAudit(tenant: string, limit: number): Statement {
  const sql = `SELECT ${COLUMNS} FROM audit WHERE tenant = ? ORDER BY seq DESC LIMIT ?`;
  return { sql, params: [tenant, limit] };
}

/** The oldest entries with their links, by the order they were written in. */
export function selectOldest(tenant: string, limit: number): Statement {
  const sql = 'SELECT * FROM audit WHERE tenant = ? ORDER BY seq LIMIT ?';
  return { sql, params: [tenant, limit] };
}

export function deleteUpTo(tenant: string, seq: number): Statement {
  return { sql: 'DELETE FROM audit WHERE tenant = ? AND seq <= ?', params: [tenant, seq] };
}

/**
 * Newest first. Each kind is a walk of its own along the index, for as many rows as are wanted: of
 * kinds that were not asked for, somebody may have made any number. Without kinds nothing is meant:
 * a caller that filters everything away gets nothing, not the whole trail. The plus keeps planners off
 * the index by time, which holds everybody's entries.
 */
export function selectActivity(tenant: string, subject: string, query: ActivityQuery): Statement {
  const { purpose, kinds, after = -1, before = Number.MAX_SAFE_INTEGER, limit } = query;
  const walks = kinds.map(({ action, outcome }) => ({
    sql: `SELECT * FROM (SELECT seq, ${COLUMNS} FROM audit WHERE tenant = ? AND subject = ?
      AND purpose = ? AND action = ? AND outcome = ? ${indexed(outcome)} AND +at > ? AND +at < ?
      ORDER BY seq DESC LIMIT ?)`,
    params: [tenant, subject, purpose, action, outcome, after, before, limit],
  }));
  const nothing = { sql: `SELECT seq, ${COLUMNS} FROM audit WHERE FALSE`, params: [] };
  const parts = walks.length === 0 ? [nothing] : walks;
  return {
    sql: `${parts.map(({ sql }) => sql).join(' UNION ALL ')} ORDER BY seq DESC LIMIT ?`,
    params: [...parts.flatMap(({ params }) => params), limit],
  };
}

/** Newest first, by the index `audit_of_subject`: whatever it was about, whatever became of it. */
export function selectTimeline(
  tenant: string,
  subject: string,
  { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number; readonly limit: number },
): Statement {
  const sql = `SELECT seq, ${COLUMNS} FROM audit WHERE tenant = ? AND subject = ? AND seq < ?
    ORDER BY seq DESC LIMIT ?`;
  return { sql, params: [tenant, subject, before, limit] };
}

/** The words of the index `audit_by_subject`, which leaves out what no wire lists. */
function indexed(outcome: string): string {
  return outcome === 'verified' ? '' : "AND outcome <> 'verified'";
}

export function toActivity(row: Row): Activity {
  return { seq: integer(row, 'seq'), entry: toAudit(row) };
}

export function toAudit(row: Row): AuditEntry {
  // Lists leave it out: it says nothing to people.
  const generation = row['generation'] ?? null;
  return {
    ...(generation !== null && { generation: integer(row, 'generation') }),
    at: integer(row, 'at'),
    tenant: text(row, 'tenant'),
    action: text(row, 'action'),
    outcome: text(row, 'outcome'),
    subject: textOrNull(row, 'subject'),
    purpose: textOrNull(row, 'purpose'),
    actor: text(row, 'actor'),
    dialect: text(row, 'dialect'),
    source: text(row, 'source'),
    requestId: text(row, 'request_id'),
    reason: textOrNull(row, 'reason'),
  };
}
