import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Row, SqlValue, Statement } from '../engine/engine.ts';
import { type RowWriter, rowWriter } from '../queries/row-writer.ts';
import type { Damage } from './damaged-row.ts';
import { type RowSeal, rowSeal } from './row-seal.ts';
import type { SealedTable } from './row-text.ts';

/** A table whose rows are authenticated one by one, without an order of their states. */
export interface SealedRowsTable extends SealedTable {
  /** Columns an update writes; the others stay as they were inserted. */
  readonly changing: readonly string[];
  /**
   * Whether a row can still have an effect. One that cannot needs no authentication, so that many may
   * be ended by one statement; it takes the old one away, for whoever would make them live again.
   */
  readonly isLive?: (row: Row) => boolean;
}

/** Writes and checks rows of one table. */
export class SealedRows {
  readonly #table: SealedRowsTable;
  readonly #seal: RowSeal;
  readonly #writer: RowWriter;
  readonly #updater: RowWriter;
  readonly #guard: DamageSink;

  constructor(crypto: RowCrypto, table: SealedRowsTable, guard: DamageSink) {
    this.#table = table;
    this.#seal = rowSeal(crypto, table);
    this.#guard = guard;
    this.#writer = rowWriter(table.name, table.key, [...table.state, 'mac']);
    this.#updater = rowWriter(table.name, table.key, [...table.changing, 'mac']);
  }

  /**
   * Writes a row, given all its values in the order of the table, over the one that was read. Of that
   * one, what never changes stays as it is, whatever the values say.
   */
  write(row: Row | undefined, values: readonly SqlValue[]): Statement {
    const { columns } = this.#seal;
    const { key, changing } = this.#table;
    const of = (column: string) => values[columns.indexOf(column)] ?? null;
    const keys = values.slice(0, key.length);
    if (row === undefined) {
      return this.#writer.insert(keys, [...values.slice(key.length), this.#seal.macOf(values)]);
    }
    const next = columns.map((column) =>
      changing.includes(column) ? of(column) : (row[column] ?? null),
    );
    return this.#updater.update(keys, [...changing.map(of), this.#seal.macOf(next)]);
  }

  /** The row, as it was written. Throws the fault `integrity` otherwise, and tells operators. */
  checked(row: Row): Row {
    if (this.#isIntact(row)) return row;
    throw this.#guard.refuse(this.#damageOf(row));
  }

  /** What checking a row takes, where there is none: whether there is must not show by the time. */
  missed(tenant: string): null {
    const { columns, macOf } = this.#seal;
    macOf(columns.map((column) => (column === this.#table.tenant ? tenant : MISSED)));
    return null;
  }

  /**
   * For lists, on which one damaged row must not hide the others: whether it is as it was written.
   * Tells operators otherwise; such a row is shown as one that has no effect.
   */
  isSound(row: Row): boolean {
    if (this.#isIntact(row)) return true;
    this.#guard.tell(this.#damageOf(row));
    return false;
  }

  #isIntact(row: Row): boolean {
    const { isLive = () => true } = this.#table;
    return !isLive(row) || this.#seal.isIntact(row);
  }

  #damageOf(row: Row): Damage {
    const { name, key, tenant } = this.#table;
    return {
      ...{ table: name, tenant: String(row[tenant]) },
      id: key.map((column) => String(row[column])).join(' '),
      reason: 'the row is not as it was written',
    };
  }
}

/** About as long as what stands in a row of somebody. */
const MISSED = 'nobody is here';

/** Who hears of damage, and how callers do. */
export interface DamageSink {
  tell(damage: Damage): void;
  refuse(damage: Damage): Error;
}
