import type { SealedRowKey } from '../../core/model/key-rotation.ts';
import type { SealedTable } from '../../core/model/sealed-tables.ts';
import type { SealedRow } from '../../core/ports/key-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { text } from './column.ts';

/** The next rows after one, in the order of their key; what they hold may be anything. */
export function selectSealedRows(
  { name, key, sealed, under }: SealedTable,
  after: SealedRowKey | null,
  limit: number,
): Statement {
  const owner = under === 'tenant' && !key.includes('tenant') ? ['tenant'] : [];
  const place = key.join(', ');
  const later = after === null ? '' : `WHERE (${place}) > (${key.map(() => '?').join(', ')})`;
  return {
    sql: `SELECT ${[...key, ...owner, ...sealed].join(', ')} FROM ${name} ${later}
      ORDER BY ${place} LIMIT ?`,
    params: [...(after ?? []), limit],
  };
}

export function toSealedRow({ key, sealed, under }: SealedTable, row: Row): SealedRow {
  return {
    key: key.map((column) => text(row, column)),
    tenant: under === 'tenant' ? text(row, 'tenant') : '',
    values: sealed.flatMap((column) => valuesIn(row[column])),
  };
}

/** A message that was sent keeps nothing, in zero bytes; retired verifiers are base64 in JSON. */
function valuesIn(value: Row[string] | undefined): readonly Uint8Array[] {
  if (value instanceof Uint8Array) return value.length === 0 ? [] : [value];
  if (typeof value !== 'string') return [];
  const inText = [...value.matchAll(/"([A-Za-z0-9+/]{24,}={0,2})"/g)];
  return inText.map(([, base64 = '']) => Buffer.from(base64, 'base64'));
}
