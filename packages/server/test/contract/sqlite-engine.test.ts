import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

describe('the SQLite engine', () => {
  let dir: TempDir;
  let engine: Engine;

  beforeEach(() => {
    dir = makeTempDir();
    engine = openSqliteEngine(dir.path);
  });

  afterEach(async () => {
    await engine.close();
    await dir.remove();
  });

  const pragma = async (name: string) => {
    const [row] = await engine.query({ sql: `PRAGMA ${name}`, params: [] });
    return Object.values(row ?? {})[0];
  };

  it('logs ahead and waits for the disk on every commit', async () => {
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  it('refuses a second opener of the same data directory, and says what to do', async () => {
    expect(() => openSqliteEngine(dir.path)).toThrow(/Another Pintumbler process.*DATA_DIR/s);
  });

  it('refuses a database made by a newer server', async () => {
    await migrate(engine, () => 0);
    await engine.close();
    const raw = new DatabaseSync(`${dir.path}/pintumbler.db`);
    raw.exec("INSERT INTO schema_migrations VALUES (999, 'future', 0)");
    raw.close();
    engine = openSqliteEngine(dir.path);
    await expect(migrate(engine, () => 0)).rejects.toThrow(/newer version/);
  });
});
