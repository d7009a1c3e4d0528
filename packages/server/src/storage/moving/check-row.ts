import type { MovedColumns, MovedRow, MovedValue } from '../../core/ports/row-mover.ts';
import { type MovedColumn, type MovedTable, movedTable } from './moved-tables.ts';

/** Why a row does not fit the schema, in words; `null` for one that does. */
export function misfit({ table: name, columns }: MovedRow, nulInText: boolean): string | null {
  const table = movedTable(name);
  if (table === undefined) return `there is no table ${name} in this version`;
  const strange = Object.keys(columns).find((column) => !table.columns.has(column));
  if (strange !== undefined) return `${name} has no column ${strange} in this version`;
  for (const [column, expected] of table.columns) {
    const value = columns[column];
    if (value === undefined) return `the column ${column} is missing`;
    const wrong = misfitOf(value, expected, nulInText);
    if (wrong !== null) return `${column} ${wrong}`;
  }
  return null;
}

function misfitOf(
  value: MovedValue,
  { kind, nullable }: MovedColumn,
  nulInText: boolean,
): string | null {
  if (value === null) return nullable ? null : 'must not be empty';
  if (kind === 'bytes') return value instanceof Uint8Array ? null : 'must be bytes';
  if (kind === 'integer') return Number.isSafeInteger(value) ? null : 'must be a whole number';
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'holds half a character (a lone surrogate)';
  if (nulInText || !value.includes('\u0000')) return null;
  return 'holds the character U+0000, which this database cannot store';
}

/** What to find a row by. */
export function keyOf(table: MovedTable | undefined, columns: MovedColumns): MovedColumns {
  const key = table?.key ?? [];
  return Object.fromEntries(key.map((column) => [column, columns[column] ?? null]));
}

/** Whether two rows hold the same, apart from the columns named. */
export function isSame(one: MovedColumns, other: MovedColumns, except: readonly string[]): boolean {
  return Object.keys(one)
    .filter((column) => !except.includes(column))
    .every((column) => isSameValue(one[column] ?? null, other[column] ?? null));
}

export function isSameValue(one: MovedValue, other: MovedValue): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return one === other;
  return Buffer.compare(one, other) === 0;
}
