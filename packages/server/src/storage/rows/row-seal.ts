import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Row, SqlValue } from '../engine/engine.ts';
import { rowText, type SealedTable } from './row-text.ts';

/** Authenticates the rows of one table; the column is called `mac` in each. */
export interface RowSeal {
  /** Columns that are authenticated, in the order values are given in. */
  readonly columns: readonly string[];
  macOf(values: readonly SqlValue[]): string;
  /** Whether a row is as it was written. It has to hold all columns, and `mac`. */
  isIntact(row: Row): boolean;
}

export function rowSeal(crypto: RowCrypto, table: SealedTable): RowSeal {
  const columns = [...table.key, ...table.state];
  const macOf = (values: readonly SqlValue[]) =>
    crypto.mac(String(values[0]), rowText(table, values));
  return {
    columns,
    macOf,
    isIntact: (row) => row['mac'] === macOf(columns.map((column) => row[column] ?? null)),
  };
}
