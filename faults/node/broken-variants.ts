import { DatabaseSync } from 'node:sqlite';
import type { Row, Statement } from '../../packages/server/src/storage/engine/engine.ts';
import { Connection } from '../../packages/server/src/storage/engine/postgres/connection.ts';
import { GroupCommit as PostgresCommits } from '../../packages/server/src/storage/engine/postgres/group-commit.ts';
import { CommitUnknown } from '../../packages/server/src/storage/engine/postgres/transaction.ts';
import { GroupCommit as SqliteCommits } from '../../packages/server/src/storage/engine/sqlite/group-commit.ts';
import { KnownGenerations } from '../../packages/server/src/storage/rows/known-generations.ts';
import { stepOf } from './fault-points.ts';

/** Mistakes a server like this one could have. A scenario that does not notice them shows nothing. */
const VARIANTS = {
  'charges after the comparison': chargeAfterComparing,
  'answers before the commit': answerBeforeCommit,
  'reads without locking': readWithoutLocking,
  'takes an unknown commit for none': retryUnknownCommits,
  'mends locks that end too late': mendLateLocks,
  'remembers no generations': forgetGenerations,
} as const;

export type BrokenVariant = keyof typeof VARIANTS;

export function breakOn(variant: BrokenVariant): void {
  VARIANTS[variant]();
}

/** The charge is decided on what is there, and written with the settlement. */
function chargeAfterComparing(): void {
  for (const prototype of [SqliteCommits.prototype, PostgresCommits.prototype]) {
    const { commit } = prototype;
    let owed: readonly Statement[] = [];
    prototype.commit = function (this: SqliteCommits, operation) {
      return commit.call(this, {
        ...operation,
        decide: (rows) => {
          const verdict = operation.decide(rows);
          const step = stepOf(operation, verdict);
          if (step === 'charge') {
            owed = verdict.writes;
            // Nor remembers what it did not write: the next look would find the row an earlier one.
            const result = { ...(verdict.result as object), generation: null };
            return { writes: [], result: result as typeof verdict.result };
          }
          if (step !== 'settle') return verdict;
          const writes = [...owed, ...verdict.writes];
          owed = [];
          return { ...verdict, writes };
        },
      }) as never;
    };
  }
}

/** A node believes whatever row is there, as long as its trail agrees. */
function forgetGenerations(): void {
  KnownGenerations.prototype.newestOf = () => undefined;
}

/** How late `answers before the commit` commits. */
export const WRITE_BEHIND_MS = 250;

/** One transaction stays open over many answers, and is committed now and then. */
function answerBeforeCommit(): void {
  const { exec } = DatabaseSync.prototype;
  let isDue = false;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (sql === 'BEGIN IMMEDIATE' && this.isTransaction) return;
    if (sql !== 'COMMIT') return exec.call(this, sql);
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      if (this.isTransaction) exec.call(this, 'COMMIT');
    }, WRITE_BEHIND_MS);
  };
}

/** Two nodes read the same row, and the second write wins. */
function readWithoutLocking(): void {
  const { run } = Connection.prototype;
  Connection.prototype.run = function (this: Connection, text, values) {
    return run.call(this, text.replace(' FOR NO KEY UPDATE', ''), values);
  };
}

/** A commit whose answer was lost is done again, as if it had not been done. */
function retryUnknownCommits(): void {
  Object.defineProperty(CommitUnknown, Symbol.hasInstance, { value: () => false });
}

const TOO_LATE_MS = 2 * 3_600_000;

/** A lock that ends long after the node's own time looks like damage, and is lifted. */
function mendLateLocks(): void {
  const { commit } = PostgresCommits.prototype;
  PostgresCommits.prototype.commit = function (this: PostgresCommits, operation) {
    return commit.call(this, {
      ...operation,
      decide: (rows) => operation.decide(rows.map(mendLock)),
    }) as never;
  };
}

function mendLock(row: Row | undefined): Row | undefined {
  const tooLate = Number(row?.['locked_until'] ?? 0) - Date.now() > TOO_LATE_MS;
  return tooLate ? { ...row, locked_at: null, locked_until: null, spent: 0 } : row;
}
