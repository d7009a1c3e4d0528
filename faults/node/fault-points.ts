import { DatabaseSync } from 'node:sqlite';
import { HashPool } from '../../packages/server/src/crypto/hash-pool.ts';
import type { Operation, Verdict } from '../../packages/server/src/storage/engine/engine.ts';
import { Connection } from '../../packages/server/src/storage/engine/postgres/connection.ts';
import { GroupCommit as PostgresCommits } from '../../packages/server/src/storage/engine/postgres/group-commit.ts';
import { GroupCommit as SqliteCommits } from '../../packages/server/src/storage/engine/sqlite/group-commit.ts';

/** The moments of charge, compare, settle and outbox at which a process can die, in their order. */
export const FAULT_POINTS = [
  'charge decided, not committed',
  'charge sent, not acknowledged',
  'charged, not compared',
  'compared, not settled',
  'settle decided, not committed',
  'settle sent, not acknowledged',
  'settled, not answered',
  'delivery claimed, not sent',
  'delivery sent, not settled',
] as const;

export type FaultPoint = (typeof FAULT_POINTS)[number];

type Reach = (point: FaultPoint) => void;
type Step = 'charge' | 'settle' | 'claim' | 'end of delivery';

const DECIDED: Partial<Record<Step, FaultPoint>> = {
  charge: 'charge decided, not committed',
  settle: 'settle decided, not committed',
  'end of delivery': 'delivery sent, not settled',
};
const SENT: Partial<Record<Step, FaultPoint>> = {
  charge: 'charge sent, not acknowledged',
  settle: 'settle sent, not acknowledged',
};
const COMMITTED: Partial<Record<Step, FaultPoint>> = {
  settle: 'settled, not answered',
  claim: 'delivery claimed, not sent',
};

/** Tells when this process gets to each of the points, whichever engine it runs on. */
export function watchPath(reach: Reach): void {
  /** Steps decided since the last commit. */
  const open = new Set<Step>();
  const tell = (step: Step, points: Partial<Record<Step, FaultPoint>>) => {
    const point = points[step];
    if (point !== undefined) reach(point);
  };
  const decided = (step: Step) => {
    open.add(step);
    tell(step, DECIDED);
  };
  const committed = (step: Step) => tell(step, COMMITTED);
  watchCommits(SqliteCommits.prototype, decided, committed);
  watchCommits(PostgresCommits.prototype, decided, committed);
  watchSending(() => {
    for (const step of open) tell(step, SENT);
    open.clear();
  });
  watchComparing(reach);
}

type Told = (step: Step) => void;

function watchCommits(
  prototype: Pick<SqliteCommits, 'commit'>,
  decided: Told,
  committed: Told,
): void {
  const { commit } = prototype;
  prototype.commit = async function (this: SqliteCommits, operation) {
    let step: Step | undefined;
    const result = await commit.call(this, {
      ...operation,
      decide: (rows) => {
        const verdict = operation.decide(rows);
        step = stepOf(operation, verdict);
        if (step !== undefined) decided(step);
        return verdict;
      },
    });
    if (step !== undefined) committed(step);
    return result as never;
  };
}

/** SQLite has committed when the call returns; PostgreSQL has been told to, and has not answered. */
function watchSending(sent: () => void): void {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql);
    if (sql === 'COMMIT') sent();
  };
  const { runText } = Connection.prototype;
  Connection.prototype.runText = function (this: Connection, text: string) {
    const answer = runText.call(this, text);
    if (text === 'COMMIT') sent();
    return answer;
  };
}

function watchComparing(reach: Reach): void {
  const { run } = HashPool.prototype;
  HashPool.prototype.run = async function (this: HashPool, job, turn) {
    if (job.kind !== 'verify') return run.call(this, job, turn);
    reach('charged, not compared');
    const answer = await run.call(this, job, turn);
    reach('compared, not settled');
    return answer;
  };
}

/** Which step of the path an operation is, by what it read and what came of it. */
export function stepOf(
  { reads }: Pick<Operation<unknown>, 'reads'>,
  { writes, result }: Verdict<unknown>,
): Step | undefined {
  const [read] = reads;
  if (read === undefined) return undefined;
  if (/\bFROM credentials\b/.test(read.sql)) {
    // The store's own answer stands around that of the decision.
    const { result: inner } = (result ?? {}) as { readonly result?: unknown };
    const told = (inner ?? {}) as { readonly result?: unknown; readonly outcome?: unknown };
    if (told.result === 'charged') return 'charge';
    return typeof told.outcome === 'string' ? 'settle' : undefined;
  }
  if (!/\bFROM deliveries\b/.test(read.sql) || writes.length === 0) return undefined;
  return result === undefined ? 'end of delivery' : 'claim';
}
