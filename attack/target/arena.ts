import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresRunner, type RunSql, sqliteRunner } from './database.ts';
import { type Ended, runProgram } from './run-program.ts';
import type { SourceTree } from './source-tree.ts';
import { startTarget } from './start-target.ts';
import type { Target, TargetOptions } from './target.ts';

export type EngineName = 'sqlite' | 'postgres';

/** Where one row is run: it starts servers here, and they are gone when it is over. */
export interface Arena {
  readonly engine: EngineName;
  /** Few samples and rounds, for `npm test`; all of them otherwise. */
  readonly extent: 'full' | 'slice';
  /** Of each kind, where times are compared. */
  readonly samples: number;
  start(options: TargetOptions): Promise<Target>;
  /** Runs a command of the program on a data directory and its database, as an operator does. */
  run(dataDir: string, ...args: readonly string[]): Promise<Ended>;
  /** Into the database of a data directory, while no server has it open. */
  sql(dataDir: string): Promise<RunSql>;
  /** Something to be closed when the row is over, in reverse order. */
  closeLater(close: () => Promise<unknown> | unknown): void;
  say(line: string): void;
}

export interface ArenaOptions {
  readonly engine: EngineName;
  readonly extent: 'full' | 'slice';
  readonly samples: number;
  readonly tree: SourceTree;
  /** `postgres://…` of an empty database, by its name; made when it is first asked for. */
  readonly databaseUrl: (name: string) => Promise<string>;
  readonly say: (line: string) => void;
}

/** Opens an arena for one row; whoever opened it closes it. */
export function openArena(options: ArenaOptions): Arena & { close(): Promise<void> } {
  const { engine, extent, samples, tree, say } = options;
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const closeLater: Arena['closeLater'] = (close) => {
    closers.push(close);
  };
  const urlOf = async (dataDir: string) =>
    engine === 'sqlite' ? 'sqlite:' : options.databaseUrl(databaseName(dataDir));
  const sqlOf = async (dataDir: string) =>
    engine === 'sqlite' ? sqliteRunner(dataDir) : postgresRunner(await urlOf(dataDir));
  return {
    ...{ engine, extent, samples, say, closeLater },
    sql: sqlOf,
    async run(dataDir, ...args) {
      const databaseUrl = await urlOf(dataDir);
      return runProgram(tree.main, [...args, '--data-dir', dataDir], databaseUrl);
    },
    async start(wanted) {
      const dataDir = wanted.dataDir ?? makeDataDir(closeLater);
      const databaseUrl = await urlOf(dataDir);
      const sql = await sqlOf(dataDir);
      const target = await startTarget({ ...wanted, main: tree.main, dataDir, databaseUrl, sql });
      closeLater(() => target.stop());
      return target;
    },
    async close() {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** An empty one, gone when the row is over. */
export function makeDataDir(closeLater: Arena['closeLater']): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'pintumbler-attack-'));
  closeLater(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** One for each data directory, found again when a server is started on it again. */
function databaseName(dataDir: string): string {
  return `attack_${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`;
}
