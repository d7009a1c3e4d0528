import type { AuditFilter } from '../../core/model/audit.ts';
import type { EntryPage } from '../../core/ports/trail-store.ts';
import type { SqlValue, Statement } from '../engine/engine.ts';

const CONDITIONS: Readonly<Record<keyof AuditFilter, string>> = {
  action: 'action = ?',
  outcome: 'outcome = ?',
  subject: 'subject = ?',
  actor: 'actor = ?',
  dialect: 'dialect = ?',
  source: 'source = ?',
  from: 'at >= ?',
  to: 'at <= ?',
};

/** Newest first. */
export function selectEntryPage(
  tenant: string,
  filter: AuditFilter,
  { before = Number.MAX_SAFE_INTEGER, limit }: EntryPage,
): Statement {
  const { sql, params } = where(filter);
  return {
    sql: `SELECT * FROM audit WHERE tenant = ? AND seq < ?${sql} ORDER BY seq DESC LIMIT ?`,
    params: [tenant, before, ...params, limit],
  };
}

/** Oldest first, of a stretch of the trail: after one place, up to another. */
export function selectEntries(
  tenant: string,
  filter: AuditFilter,
  { after, last, limit }: { readonly [K in 'after' | 'last' | 'limit']: number },
): Statement {
  const { sql, params } = where(filter);
  return {
    sql: `SELECT * FROM audit WHERE tenant = ? AND seq > ? AND seq <= ?${sql} ORDER BY seq LIMIT ?`,
    params: [tenant, after, last, ...params, limit],
  };
}

function where(filter: AuditFilter): Statement {
  const given = (Object.keys(CONDITIONS) as (keyof AuditFilter)[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [[CONDITIONS[name], value] as const];
  });
  const params: readonly SqlValue[] = given.map(([, value]) => value);
  return { sql: given.map(([condition]) => ` AND ${condition}`).join(''), params };
}
