import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Fault } from '../../../core/fault.ts';
import {
  type CommitWatch,
  type Operation,
  type Row,
  type Seal,
  SealNotReady,
  type Statement,
  type Verdict,
} from '../engine.ts';
import { storageUnavailable } from '../storage-fault.ts';
import { toViolation } from './sqlite-errors.ts';

interface Waiting {
  /** Reads, decides and writes inside the open transaction; throws when a write is refused. */
  readonly run: () => void;
  /** Answers the caller; only after the commit is on disk. */
  readonly succeed: () => void;
  readonly fail: (error: unknown) => void;
}

/** Operations that share one commit at most; more would make the first of them wait. */
const BATCH_MAX = 128;

/**
 * While there is no hurry, commits keep this distance, unless enough operations wait for one. Each
 * commit is an fsync and finds the caches full of other people's hashes: few large ones cost far less.
 */
const PACE_MS = 25;
const PACED_BATCH = 16;

/** Where SQLite keeps what AUTOINCREMENT gave last. */
const SELECT_LAST_NUMBER = 'SELECT seq FROM sqlite_sequence WHERE name = ?';

/**
 * Many operations, one transaction, one fsync. Operations that arrive while the event loop is busy
 * are committed together when it comes round. Within a batch they run one after the other, each
 * seeing the writes of those before; nobody is answered before the commit is on disk.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #noHurry: () => boolean;
  readonly #watch: CommitWatch;
  #waiting: Waiting[] = [];
  #committedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #seal: Seal | undefined;
  /** The last number given in the open transaction, once one was needed. */
  #lastNumber: number | undefined;

  constructor(
    database: DatabaseSync,
    noHurry: () => boolean,
    watch: CommitWatch = () => undefined,
  ) {
    this.#database = database;
    this.#noHurry = noHurry;
    this.#watch = watch;
  }

  commit<R>(operation: Operation<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      let answer = () => {};
      this.#waiting.push({
        run: () => {
          answer = this.#apply(operation, resolve, reject);
        },
        succeed: () => answer(),
        fail: reject,
      });
      this.#schedule();
    });
  }

  sealWith(seal: Seal): void {
    this.#seal = seal;
  }

  all(statement: Statement): readonly Row[] {
    return this.#prepare(statement.sql).all(...statement.params) as Row[];
  }

  #schedule(): void {
    const count = this.#waiting.length;
    const full = count >= BATCH_MAX || (count >= PACED_BATCH && this.#timer !== undefined);
    if (full) this.flush();
    else if (count === 1) this.#scheduleFlush();
  }

  #scheduleFlush(): void {
    const restMs = this.#committedAt + PACE_MS - performance.now();
    if (restMs > 1 && this.#noHurry()) this.#timer = setTimeout(() => this.flush(), restMs);
    else setImmediate(() => this.flush());
  }

  /** Commits what is waiting. Called again with nothing waiting, it does nothing. */
  flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      if (this.#commitTogether(batch)) return;
    } finally {
      this.#committedAt = performance.now();
    }
    // One operation broke a constraint. It must fail alone, so each gets a transaction of its own.
    for (const waiting of batch) this.#commitAlone(waiting);
  }

  #commitTogether(batch: readonly Waiting[]): boolean {
    try {
      this.#transaction(batch.length, () => {
        for (const { run } of batch) run();
      });
    } catch {
      return false;
    }
    for (const { succeed } of batch) succeed();
    return true;
  }

  #commitAlone({ run, succeed, fail }: Waiting): void {
    try {
      this.#transaction(1, run);
    } catch (error) {
      fail(toFault(error));
      return;
    }
    succeed();
  }

  /** Does the work again when its seal had to be prepared first. */
  #transaction(operations: number, work: () => void): void {
    for (;;) {
      try {
        this.#tryTransaction(operations, work);
        return;
      } catch (error) {
        if (!(error instanceof SealNotReady)) throw error;
        for (const { operation, done } of error.preparations) {
          let tell = () => {};
          this.#tryTransaction(1, () => {
            tell = this.#apply(operation, done, rethrow);
          });
          tell();
        }
      }
    }
  }

  #tryTransaction(operations: number, work: () => void): void {
    const beganAt = performance.now();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      for (const { sql, params } of this.#seal?.finish() ?? []) this.#prepare(sql).run(...params);
      this.#database.exec('COMMIT');
      this.#watch(operations, (performance.now() - beganAt) / 1000);
      this.#settle('committed');
    } catch (error) {
      const isOpen = this.#database.isTransaction;
      if (isOpen) this.#database.exec('ROLLBACK');
      this.#settle(isOpen ? 'rolled_back' : 'unknown');
      throw error;
    }
  }

  #settle(fate: Parameters<Seal['settle']>[0]): void {
    this.#seal?.settle(fate);
    this.#lastNumber = undefined;
  }

  #apply<R>(
    { reads, decide }: Operation<R>,
    resolve: (result: R) => void,
    reject: (error: unknown) => void,
  ): () => void {
    const rows = reads.map(
      ({ sql, params }) => this.#prepare(sql).get(...params) as Row | undefined,
    );
    let verdict: Verdict<R>;
    try {
      verdict = decide(rows);
    } catch (error) {
      // Nothing of this operation was written: the others in the batch need not suffer for it.
      return () => reject(error);
    }
    for (const write of verdict.writes) {
      const { sql, params } = this.#sealed(write);
      this.#prepare(sql).run(...params);
    }
    return () => resolve(verdict.result);
  }

  #sealed(write: Statement): Statement {
    const seal = this.#seal;
    if (seal === undefined || !seal.covers(write)) return write;
    const last = this.#lastNumber ?? this.#readLastNumber(seal.table);
    this.#lastNumber = last + 1;
    return seal.add(write, this.#lastNumber);
  }

  /** Nobody else gives numbers while this transaction is open. */
  #readLastNumber(table: string): number {
    const [row] = this.all({ sql: SELECT_LAST_NUMBER, params: [table] });
    return Number(row?.['seq'] ?? 0);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** A decision's own fault goes through; anything else is the database not doing its part. */
function toFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const violation = toViolation(error);
  if (violation !== undefined) return violation;
  return storageUnavailable(error);
}
