/** A value of a stored row, whatever engine stores it. */
export type MovedValue = string | number | null | Uint8Array;

/** Column names and values of one stored row. */
export type MovedColumns = Readonly<Record<string, MovedValue>>;

export interface MovedRow {
  readonly table: string;
  readonly columns: MovedColumns;
}

/** Rows leaving a database. */
export interface RowSource {
  /** Version of the schema the rows have. */
  readonly schema: number;
  /** A value the keyring of this data sealed; `null` when no server ever ran on it. */
  keyProbe(): Promise<Uint8Array | null>;
  /** Ids of tenants, of those asked for, that are not there. */
  missing(tenants: readonly string[]): Promise<readonly string[]>;
  /**
   * Every row that moves, as of one instant, parents before children and each table in the order of
   * its key. The next rows are read when they are asked for: a slow taker holds back the reading.
   * With `tenants`, only rows of those, and what says which keys they are under.
   */
  read(tenants: readonly string[]): AsyncIterable<readonly MovedRow[]>;
  /** Number of the newest entry in the audit trail now; 0 when there is none. */
  newestAudit(): Promise<number>;
}

/** A row and where it stood in what is imported. */
export interface PlacedRow extends MovedRow {
  readonly line: number;
}

/** What became of a row. Rows that were simply written are not worth a word. */
export interface RowNote {
  readonly line: number;
  readonly table: string;
  /** Values of the row's key, to find it by. */
  readonly key: MovedColumns;
  readonly outcome: 'merged' | 'skipped' | 'refused';
  /** In words, for whoever runs the import. */
  readonly reason: string;
}

/** `fill`: into a database without rows. `merge`: beside rows that are there. */
export type ImportMode = 'fill' | 'merge';

/** How far an import has come; kept in the database it goes into. */
export interface ImportMark {
  /** Names what is imported: the same file has the same name, and no other file has it. */
  readonly id: string;
  readonly mode: ImportMode;
  /** The last line whose row was decided. */
  readonly line: number;
  readonly state: 'running' | 'complete';
}

/** Rows entering a database. */
export interface RowTarget {
  readonly schema: number;
  /** What keys of this database were probed with, as in {@link RowSource.keyProbe}. */
  keyProbe(): Promise<Uint8Array | null>;
  /** The latest import into this database; `null` when there was none. */
  mark(): Promise<ImportMark | null>;
  /** A table that has rows already; `null` when all are empty. */
  occupied(): Promise<string | null>;
  /** What {@link write} would say about these rows as things are now. Writes nothing. */
  judge(rows: readonly PlacedRow[]): Promise<readonly RowNote[]>;
  /**
   * Writes rows and moves the mark from `from` to `to`, in one transaction: a crash leaves both or
   * neither. A row that cannot be written fails alone. Throws when the mark is not at `from`.
   */
  write(
    rows: readonly PlacedRow[],
    from: ImportMark | null,
    to: ImportMark,
  ): Promise<readonly RowNote[]>;
  /** Declares the import complete: servers start on this database from now on. */
  complete(from: ImportMark): Promise<void>;
}
