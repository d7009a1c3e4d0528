import type { LaneMark } from '../../core/model/trail.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, text } from './column.ts';
import { rowWriter } from './row-writer.ts';

const MARKS = rowWriter('audit_marks', ['tenant', 'lane'], ['signed', 'dropped', 'dropped_mac']);

/** What was done about a lane so far. */
export interface LaneWork {
  readonly signed: number;
  /** The last entry that was removed, because its time was over. */
  readonly dropped: number;
  readonly droppedMac: string;
}

const NOTHING_DONE: LaneWork = { signed: 0, dropped: 0, droppedMac: '' };

export function selectMarks(tenant: string): Statement {
  const sql = 'SELECT lane, signed, dropped, dropped_mac FROM audit_marks WHERE tenant = ?';
  return { sql, params: [tenant] };
}

export function selectMark(tenant: string, lane: string): Statement {
  const { sql, params } = selectMarks(tenant);
  return { sql: `${sql} AND lane = ?`, params: [...params, lane] };
}

/** The two ways to write it: which one, the row that was read says. */
export function writeMark(
  tenant: string,
  { lane }: Pick<LaneMark, 'lane'>,
  row: Row | undefined,
  change: Partial<LaneWork>,
): Statement {
  const { signed, dropped, droppedMac } = { ...toWork(row), ...change };
  const write = row === undefined ? MARKS.insert : MARKS.update;
  return write([tenant, lane], [signed, dropped, droppedMac]);
}

export function toWork(row: Row | undefined): LaneWork {
  if (row === undefined) return NOTHING_DONE;
  return {
    signed: integer(row, 'signed'),
    dropped: integer(row, 'dropped'),
    droppedMac: text(row, 'dropped_mac'),
  };
}
