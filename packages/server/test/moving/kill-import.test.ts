import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRow, plainRow } from '../support/moving/generated-rows.ts';
import {
  ENGINES,
  exportFrom,
  importInto,
  makePlace,
  type Place,
  rowsOf,
  withEngine,
  writeAll,
} from '../support/moving/place.ts';
import { runSql } from '../support/postgres/postgres-server.ts';
import { startTestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const SUBJECTS = 5_000;
const LINES = 2 * SUBJECTS;
const KILLS = 2;

let from: Place;
let file: string;
const places: Place[] = [];

beforeAll(async () => {
  from = await makePlace('SQLite');
  places.push(from);
  const server = await startTestServer({ dataDir: from.dataDir });
  await server.close();
  await withEngine(from, (engine) => writeAll(engine, manyPeople().map(insertRow)));
  file = from.file('many.jsonl.gz');
  await exportFrom(from, file);
}, 120_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

function manyPeople() {
  const key = { tenant: 'demo', purpose: 'login' };
  const ids = Array.from({ length: SUBJECTS }, (_, index) => `person-${index}`);
  return [
    ...ids.map((id) => plainRow('subjects', { tenant: 'demo', id })),
    ...ids.map((subject) => plainRow('credentials', { ...key, subject, kind: 'hash' })),
  ];
}

function startImport({ dataDir, flags }: Place): ChildProcess {
  const env = { ...process.env, PINTUMBLER_DATABASE_URL: flags['database-url'] ?? '' };
  const args = [MAIN, 'import', file, '--data-dir', dataDir, '--json'];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
}

/** The line in the mark, as another program sees it; 0 before the first row. */
async function lineIn({ file: path, flags }: Place): Promise<number> {
  const sql = "SELECT value FROM facts WHERE name = 'import'";
  const url = flags['database-url'];
  const read = async () => {
    if (url?.startsWith('postgres')) return runSql(url, sql);
    const database = new DatabaseSync(path('pintumbler.db'), { readOnly: true });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };
  // There may be no table yet, or somebody holds a lock.
  const [row] = (await read().catch(() => [])) as readonly { readonly value: Uint8Array }[];
  if (row === undefined) return 0;
  return (JSON.parse(Buffer.from(row.value).toString()) as { line: number }).line;
}

/** Kills the import as soon as its mark is beyond a line. */
async function killBeyond(place: Place, line: number): Promise<number> {
  const child = startImport(place);
  const ended = once(child, 'exit');
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  while (!isOver() && (await lineIn(place)) <= line) await wait(2);
  child.kill('SIGKILL');
  await ended;
  return lineIn(place);
}

describe.each(ENGINES)('an import into %s', (engine) => {
  it('that is killed again and again goes on, and ends with the same rows', async () => {
    const to = await makePlace(engine, from);
    places.push(to);
    const reached: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const part = LINES / KILLS;
      reached.push(await killBeyond(to, kill * part + Math.floor((Math.random() * part) / 2)));
    }
    // Each run went on where the one before was killed, and none came to the end.
    expect(reached.toSorted((a, b) => a - b)).toEqual(reached);
    expect(new Set(reached).size, `killed after ${reached.join(', ')}`).toBe(KILLS);

    const half = startTestServer({ dataDir: to.dataDir, flags: to.flags });
    await expect(half).rejects.toThrow('was begun and not finished');
    const other = from.file(`other-${engine}.jsonl`);
    await exportFrom(from, other);
    await expect(importInto(to, other)).rejects.toThrow('An import of another file');

    const last = await importInto(to, file);
    expect(last).toMatchObject({ outcome: 'imported', refused: 0, notes: [] });
    expect(last.resumedAfterLine).toBe(reached.at(-1));
    expect(await rowsOf(to), `killed after ${reached.join(', ')}`).toEqual(await rowsOf(from));
  }, 300_000);
});
