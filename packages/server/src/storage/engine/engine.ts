/** What travels between our statements and an engine. */
export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

/** Parameterised SQL with `?` placeholders; an engine that wants others translates. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * One read-decide-write. The engine reads the first row of each statement, runs `decide` alone with
 * them, executes the writes and makes them durable before the promise resolves.
 */
export interface Operation<R> {
  readonly reads: readonly Statement[];
  readonly decide: (rows: readonly (Row | undefined)[]) => Verdict<R>;
}

export interface Verdict<R> {
  readonly writes: readonly Statement[];
  readonly result: R;
}

/** How the engines differ, as data: nothing outside the engine folder asks for a name. */
export interface EngineProfile {
  /** One process owns the data, so what an earlier process left unfinished is known to be dead. */
  readonly exclusive: boolean;
  readonly types: ColumnTypes;
  /** Whether text may hold the character U+0000. */
  readonly nulInText: boolean;
  /** Makes numbers of a `serialKey` go on after the largest that is there; for rows that brought theirs. */
  readonly continueSerial: (table: string, column: string) => readonly Statement[];
}

export interface ColumnTypes {
  /** Compared byte by byte, whatever language the database speaks: ids and digests have an order. */
  readonly text: string;
  readonly bytes: string;
  readonly integer: string;
  readonly serialKey: string;
  /** Appended to tables whose primary key is the only way they are read. */
  readonly keyed: string;
}

export interface SnapshotRows {
  /** Place of their statement among those asked for. */
  readonly nth: number;
  readonly rows: readonly Row[];
}

export interface Engine {
  readonly profile: EngineProfile;
  /** Committed state as of now. */
  query(statement: Statement): Promise<readonly Row[]>;
  /**
   * The rows of several statements as of one instant, in their order, some at a time; the next are
   * read when they are asked for. Others go on writing meanwhile.
   */
  snapshot(statements: readonly Statement[]): AsyncIterable<SnapshotRows>;
  /** Serialised and durable; many operations share one commit. */
  commit<R>(operation: Operation<R>): Promise<R>;
  /** From now on every writer seals what it writes with a seal of its own. */
  sealWith(makeSeal: () => Seal): void;
  /** Runs schema statements in one transaction. */
  define(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/** Hears of every transaction that was committed: how many operations shared it, how long it took. */
export type CommitWatch = (operations: number, seconds: number) => void;

/** A constraint of the schema refused a write; nothing of that operation was written. */
export class ConstraintViolation extends Error {
  readonly kind: 'unique' | 'foreign_key';

  constructor(kind: 'unique' | 'foreign_key', options?: ErrorOptions) {
    super(`constraint violated: ${kind}`, options);
    this.name = 'ConstraintViolation';
    this.kind = kind;
  }
}

/**
 * Adds to rows of one table, as they are written, what makes them provable later. Every writer (a
 * connection that writes one transaction after the other) has a seal of its own.
 */
export interface Seal {
  /** Whose numbers, its `seq`, a sealed row is written under. */
  readonly table: string;
  covers(statement: Statement): boolean;
  /** The same write with its seal; `number` is larger than that of any this writer wrote before. */
  add(statement: Statement, number: number): Statement;
  /**
   * What has to be written last in this transaction. Throws {@link SealNotReady} when something has
   * to be done before rows of this kind can be written; the transaction is to be rolled back then.
   */
  finish(): readonly Statement[];
  /** Says what became of the transaction since the last call. */
  settle(fate: 'committed' | 'rolled_back' | 'unknown'): void;
}

/** Something that has to be durable before; `done` hears what it came to. */
export interface Preparation {
  readonly operation: Operation<unknown>;
  readonly done: (result: unknown) => void;
}

/** Do this, each in a transaction of its own, and then the same transaction again. */
export class SealNotReady extends Error {
  readonly preparations: readonly Preparation[];

  constructor(preparations: readonly Preparation[]) {
    super('the seal of this writer has to be prepared');
    this.name = 'SealNotReady';
    this.preparations = preparations;
  }
}
