import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { expectNothingHalfDone, killHalfWay } from './kill-half-way.ts';

it('kill -9 in the middle of a migration leaves nothing half done on SQLite', async () => {
  const dir = makeTempDir();
  const before = openSqliteEngine(dir.path);
  await migrate(before, () => 0);
  await before.close();
  const log = join(dir.path, 'pintumbler.db-wal');
  const written = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  await killHalfWay(['sqlite', dir.path], () => written() > 20_000_000);
  expect(written()).toBeGreaterThan(20_000_000);
  const engine = openSqliteEngine(dir.path);
  await expectNothingHalfDone(engine);
  await engine.close();
  dir.remove();
});
