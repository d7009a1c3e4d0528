import type { MarkKey } from '../../core/ports/client-key-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { toUnsigned64, unsigned64 } from './column.ts';
import { rowWriter } from './row-writer.ts';

const ROW = rowWriter('replay_marks', ['tenant', 'subject', 'kind', 'id'], ['value']);

export function selectMark({ tenant, subject, kind, id }: MarkKey): Statement {
  return {
    sql: `SELECT value FROM replay_marks
      WHERE tenant = ? AND subject = ? AND kind = ? AND id = ?`,
    params: [tenant, subject, kind, id],
  };
}

export function insertMark({ tenant, subject, kind, id }: MarkKey, value: bigint): Statement {
  return ROW.insert([tenant, subject, kind, id], [toUnsigned64(value)]);
}

export function updateMark({ tenant, subject, kind, id }: MarkKey, value: bigint): Statement {
  return ROW.update([tenant, subject, kind, id], [toUnsigned64(value)]);
}

/** A mark that was never moved is at 0. */
export function toMark(row: Row | undefined): bigint {
  return row === undefined ? 0n : unsigned64(row, 'value');
}
