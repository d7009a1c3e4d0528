import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { databaseFile } from '../../src/storage/engine/sqlite/switch-database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { quickFolder } from './quick-folder.ts';

let schema: Promise<Buffer> | undefined;

/**
 * Puts our schema, with nothing in it, where a data directory has no database yet. It is made once in a
 * process, as on PostgreSQL: making it takes longer than most tests.
 */
export async function putSchema(dataDir: string): Promise<void> {
  const file = databaseFile(dataDir);
  if (existsSync(file)) return;
  schema ??= makeSchema();
  writeFileSync(file, await schema, { mode: 0o600 });
}

async function makeSchema(): Promise<Buffer> {
  const folder = mkdtempSync(join(quickFolder(), 'pintumbler-schema-'));
  try {
    const engine = openSqliteEngine(folder);
    await migrate(engine, () => 0);
    await engine.close();
    return readFileSync(databaseFile(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
