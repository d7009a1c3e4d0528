import { DatabaseSync } from 'node:sqlite';
import type { CommitWatch, Engine, EngineProfile } from '../engine.ts';
import { DataDirLock } from './data-dir-lock.ts';
import { GroupCommit } from './group-commit.ts';
import { readSnapshot } from './snapshot.ts';
import { databaseFile, finishSwitch } from './switch-database.ts';

export const SQLITE_PROFILE: EngineProfile = {
  exclusive: true,
  types: {
    text: 'TEXT',
    bytes: 'BLOB',
    integer: 'INTEGER',
    serialKey: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    keyed: 'STRICT, WITHOUT ROWID',
  },
  nulInText: true,
  // AUTOINCREMENT keeps the largest number it has seen.
  continueSerial: () => [],
};

/** How long a commit waits for a lock somebody took from outside, with a database tool. */
const BUSY_MS = 250;

/**
 * `synchronous = FULL`: with NORMAL, a power loss takes back the last commits, and with them guesses
 * that were already answered.
 */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA secure_delete = ON;
  PRAGMA cache_size = -8000;
`;

/**
 * Opens the embedded database of a data directory; throws when another process has it open. While
 * `noHurry` says that answers would only wait elsewhere, commits may gather for a moment.
 */
export function openSqliteEngine(
  dataDir: string,
  noHurry = () => false,
  watch: CommitWatch = () => undefined,
): Engine {
  const lock = new DataDirLock(dataDir);
  try {
    finishSwitch(dataDir);
    const engine = openSqliteFile(databaseFile(dataDir), noHurry, watch);
    return {
      ...engine,
      async close() {
        await engine.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a database that this process alone knows of, or holds the claim on. */
export function openSqliteFile(
  path: string,
  noHurry = () => false,
  watch: CommitWatch = () => undefined,
): Engine {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  database.exec(PRAGMAS);
  const commits = new GroupCommit(database, noHurry, watch);
  let open = true;
  return {
    profile: SQLITE_PROFILE,
    query: async (statement) => commits.all(statement),
    snapshot: (statements) => readSnapshot(path, statements),
    commit: (operation) => commits.commit(operation),
    sealWith: (makeSeal) => commits.sealWith(makeSeal()),
    define: (statements) =>
      commits.commit({ reads: [], decide: () => ({ writes: statements, result: undefined }) }),
    async close() {
      if (!open) return;
      open = false;
      commits.flush();
      database.close();
    },
  };
}
