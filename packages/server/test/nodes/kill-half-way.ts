import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { migrate, readSchema } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/store.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { ADDITION, LATEST, nextVersion, OLDEST } from './next-version.ts';

const NODE = fileURLToPath(new URL('./migrating-node.ts', import.meta.url));
const clock = { now: () => 1_000_000 };

/** Kills a migrating process with SIGKILL as soon as `isHalfWay` says so. */
export async function killHalfWay(
  args: readonly string[],
  isHalfWay: () => boolean | Promise<boolean>,
): Promise<void> {
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
export async function expectNothingHalfDone(engine: Engine): Promise<void> {
  expect(await readSchema(engine)).toEqual({ version: LATEST, oldest: OLDEST });
  await (await openStore(engine, { clock, rows: TEST_ROWS })).probe();
  await migrate(engine, clock.now, nextVersion(ADDITION));
  const things = await engine.query({
    sql: 'SELECT id FROM next_things WHERE id > ?',
    params: [0],
  });
  expect(things).toMatchObject([{ id: 1 }]);
  expect(await readSchema(engine)).toEqual({ version: LATEST + 1, oldest: LATEST });
}
