import { rmSync } from 'node:fs';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { databaseOf, removeDatabaseOf } from './postgres/database.ts';
import { putSchema } from './sqlite-schema.ts';

/** The engine this run of the tests keeps its data in; the only place that reads which. */
export const TEST_ENGINE = readEngine(process.env['PINTUMBLER_TEST_ENGINE'] ?? 'sqlite');

const WRITERS = 3;

function readEngine(name: string): 'sqlite' | 'postgres' {
  if (name === 'sqlite' || name === 'postgres') return name;
  throw new Error(`PINTUMBLER_TEST_ENGINE must be sqlite or postgres, not ${name}`);
}

/**
 * What a server has to be told as its database URL to keep the data of this directory in the engine
 * under test. Each directory has a database of its own, and finds it again as long as it is there.
 */
export async function databaseUrlOf(dataDir: string): Promise<string> {
  return TEST_ENGINE === 'sqlite' ? 'sqlite:' : databaseOf(dataDir);
}

/** {@link databaseUrlOf}, for a process of its own. */
export async function databaseEnvironment(dataDir: string): Promise<Record<string, string>> {
  return { PINTUMBLER_DATABASE_URL: await databaseUrlOf(dataDir) };
}

/** The engine a server of this data directory would open. */
export async function openTestEngine(dataDir: string): Promise<Engine> {
  if (TEST_ENGINE === 'sqlite') {
    await putSchema(dataDir);
    return openSqliteEngine(dataDir);
  }
  return openPostgresEngine({ addresses: [await databaseOf(dataDir)], writers: WRITERS });
}

/** The same with nothing in its database, not even our schema. */
export async function openEmptyEngine(dataDir: string): Promise<Engine> {
  if (TEST_ENGINE === 'sqlite') return openSqliteEngine(dataDir);
  return openPostgresEngine({ addresses: [await databaseOf(dataDir, 'empty')], writers: WRITERS });
}

/** Removes a data directory and its database. */
export async function removeData(dataDir: string): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  await removeDatabaseOf(dataDir);
}
