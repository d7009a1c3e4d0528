import type { MarkKey } from '../../core/ports/client-key-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { toUnsigned64, unsigned64 } from './column.ts';

const KEY = ['tenant', 'subject', 'kind', 'id'];

export const SEALED_MARKS: SealedRowsTable = {
  ...{ name: 'replay_marks', key: KEY, tenant: 'tenant', state: ['value'], changing: ['value'] },
  defaults: {},
};

export function selectMark({ tenant, subject, kind, id }: MarkKey): Statement {
  return {
    sql: `SELECT tenant, subject, kind, id, value, mac FROM replay_marks
      WHERE tenant = ? AND subject = ? AND kind = ? AND id = ?`,
    params: [tenant, subject, kind, id],
  };
}

/** Its row. */
export function markValues({ tenant, subject, kind, id }: MarkKey, value: bigint) {
  return [tenant, subject, kind, id, toUnsigned64(value)];
}

/** A mark that was never moved is at 0. */
export function toMark(row: Row | undefined): bigint {
  return row === undefined ? 0n : unsigned64(row, 'value');
}
