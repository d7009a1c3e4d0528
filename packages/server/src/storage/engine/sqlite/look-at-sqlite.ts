import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Row, SqlValue } from '../engine.ts';
import type { Look } from '../look.ts';
import { DataDirLock } from './data-dir-lock.ts';

const TABLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";

/** `null` where there is no embedded database. Throws for a file that is none. */
export function lookAtSqlite(dataDir: string): Look | null {
  const path = join(dataDir, 'pintumbler.db');
  return existsSync(path) ? lookAtSqliteFile(path) : null;
}

/** Throws for a file that is no database. */
export function lookAtSqliteFile(path: string): Look {
  const database = new DatabaseSync(path, { readOnly: true });
  const all = (sql: string, params: readonly SqlValue[]) =>
    database.prepare(sql).all(...params) as Row[];
  return {
    query: async ({ sql, params }) => all(sql, params),
    hasTable: async (name) => all(TABLE, [name]).length > 0,
    close: async () => database.close(),
  };
}

/** Whether a process has the data directory's database open. */
export function isInUse(dataDir: string): boolean {
  if (!existsSync(join(dataDir, 'pintumbler.lock'))) return false;
  try {
    new DataDirLock(dataDir).release();
    return false;
  } catch {
    return true;
  }
}
