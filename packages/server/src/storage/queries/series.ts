import type { CountedStep, SeriesRange } from '../../core/ports/inspection-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, text } from './column.ts';

/** Numbers reach an engine in its own kind; both divide whole numbers without a remainder. */
const STEP = 'at / CAST(? AS BIGINT)';

/** By the index `audit_by_time` alone: no row of the trail is read, and none of another tenant. */
export function selectAuditCounts(tenant: string, range: SeriesRange): Statement {
  const sql = `SELECT ${STEP} AS step, action, outcome, COUNT(*) AS count FROM audit
    WHERE tenant = ? AND at >= ? AND at < ? GROUP BY step, action, outcome`;
  return { sql, params: [range.stepMs, tenant, range.from, range.to] };
}

/** By the index `events_of_locks`, in its words. */
export function selectLockCounts(tenant: string, range: SeriesRange): Statement {
  const sql = `SELECT ${STEP} AS step, 'pin.locked' AS action, 'locked' AS outcome,
    COUNT(*) AS count FROM events
    WHERE tenant = ? AND type = 'pin.locked' AND at >= ? AND at < ? GROUP BY step`;
  return { sql, params: [range.stepMs, tenant, range.from, range.to] };
}

export function toCountedStep(row: Row): CountedStep {
  return {
    step: integer(row, 'step'),
    action: text(row, 'action'),
    outcome: text(row, 'outcome'),
    count: integer(row, 'count'),
  };
}
