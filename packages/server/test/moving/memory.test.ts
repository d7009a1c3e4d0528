import { execFile } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import type { MovedRow } from '../../src/core/ports/row-mover.ts';
import { FORMAT } from '../../src/moving/export-format.ts';
import { exportLines } from '../../src/moving/export-lines.ts';
import { plainRow } from '../support/moving/generated-rows.ts';
import { makePlace, type Place, withEngine, writeAll } from '../support/moving/place.ts';
import { startTestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const ROWS = 100_000;
/** Characters of each row: all of them together are far more than the heap below. */
const CHARACTERS = 1_500;
const HEAP_MIB = 64;

const places: Place[] = [];
afterAll(() => Promise.all(places.map((each) => each.remove())));

async function run({ dataDir, flags }: Place, ...args: readonly string[]): Promise<unknown> {
  const env = { ...process.env, PINTUMBLER_DATABASE_URL: flags['database-url'] ?? '' };
  const heap = `--max-old-space-size=${HEAP_MIB}`;
  const all = [heap, MAIN, ...args, '--data-dir', dataDir, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, all, { env });
  return JSON.parse(stdout);
}

const LONG_TRAIL = `INSERT INTO audit (at, tenant, action, outcome, actor, dialect, source, request_id, reason)
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
  SELECT i, 'demo', 'a', 'o', 'a', 'd', 's', i, hex(randomblob(${CHARACTERS / 2})) FROM n`;

it('exports and imports more rows than fit into memory, on both engines', async () => {
  const from = await makePlace('SQLite');
  places.push(from);
  const server = await startTestServer({ dataDir: from.dataDir });
  await server.close();
  await withEngine(from, (engine) => writeAll(engine, [{ sql: LONG_TRAIL, params: [] }]));
  const to = await makePlace('PostgreSQL', from);
  places.push(to);
  const [one, two] = [from.file('one.jsonl.gz'), from.file('two.jsonl')];
  const exported = (await run(from, 'export', '--out', one)) as { rows: number };
  expect(exported.rows).toBeGreaterThan(ROWS);
  const { rows } = exported;
  expect(await run(to, 'import', one)).toMatchObject({ outcome: 'imported', rows, refused: 0 });
  expect(await run(to, 'export', '--out', two)).toMatchObject({ rows });
}, 300_000);

it('reads no further than the one who writes has come', async () => {
  let read = 0;
  const row = plainRow('tenants', { id: 'acme' });
  const source = {
    async *read(): AsyncGenerator<readonly MovedRow[]> {
      for (; read < 1_000; read += 1) yield [row];
    },
  };
  const header = {
    ...{ pintumbler: 'export', format: FORMAT, schema: 1, at: '', id: '' } as const,
    ...{ tenants: [], keyProbe: new Uint8Array() },
  };
  const chain = { next: () => 'x'.repeat(22) };
  const written: (() => void)[] = [];
  const slow = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => written.push(done),
  });
  Readable.from(exportLines({ source, chain }, header, () => {})).pipe(slow);
  for (let turn = 0; turn < 200; turn += 1) await new Promise((done) => setImmediate(done));
  expect(written).toHaveLength(1);
  expect(read).toBeLessThan(5);
});
