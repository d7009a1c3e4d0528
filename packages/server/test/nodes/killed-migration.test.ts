import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate, readSchema } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeDatabase } from '../support/postgres/database.ts';
import { runSql } from '../support/postgres/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { ADDITION, LATEST, nextVersion } from './next-version.ts';

const NODE = fileURLToPath(new URL('./migrating-node.ts', import.meta.url));
const clock = { now: () => 1_000_000 };

/** Kills a migrating process with SIGKILL as soon as `isHalfWay` says so. */
async function killHalfWay(args: readonly string[], isHalfWay: () => boolean | Promise<boolean>) {
  const child: ChildProcess = spawn(process.execPath, [NODE, ...args], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  while (!(await isHalfWay())) {
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await wait(10);
  }
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

/** Nothing of the step is there, this server runs, and the next version can do the step. */
async function expectNothingHalfDone(engine: Engine): Promise<void> {
  expect(await readSchema(engine)).toEqual({ version: LATEST, oldest: LATEST });
  await (await openStore(engine, clock)).probe();
  await migrate(engine, clock.now, nextVersion(ADDITION));
  const things = await engine.query({
    sql: 'SELECT id FROM next_things WHERE id > ?',
    params: [0],
  });
  expect(things).toMatchObject([{ id: 1 }]);
  expect(await readSchema(engine)).toEqual({ version: LATEST + 1, oldest: LATEST });
}

it('kill -9 in the middle of a migration leaves nothing half done on SQLite', async () => {
  const dir = makeTempDir();
  const before = openSqliteEngine(dir.path);
  await migrate(before, clock.now);
  await before.close();
  const log = join(dir.path, 'pintumbler.db-wal');
  await killHalfWay(['sqlite', dir.path], () => {
    const { size } = statSync(log, { throwIfNoEntry: false }) ?? { size: 0 };
    return size > 20_000_000;
  });
  const engine = openSqliteEngine(dir.path);
  await expectNothingHalfDone(engine);
  await engine.close();
  dir.remove();
});

it('kill -9 in the middle of a migration leaves nothing half done on PostgreSQL', async () => {
  const database = await makeDatabase();
  const engine = await openPostgresEngine({ addresses: [database.url], writers: 1 });
  await migrate(engine, clock.now);
  const asleep = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND query LIKE '%pg_sleep(5)%' AND pid <> pg_backend_pid() AND state = 'active'`;
  await killHalfWay(
    ['postgres', database.url],
    async () => (await runSql(database.url, asleep)).length > 0,
  );
  await expectNothingHalfDone(engine);
  await engine.close();
  await database.remove();
});
