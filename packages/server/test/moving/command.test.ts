import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeHeader, type Header } from '../../src/moving/export-format.ts';
import { craftExport, linesOf } from '../support/moving/craft-export.ts';
import { plainRow } from '../support/moving/generated-rows.ts';
import { makePlace, type Place, rowsOf } from '../support/moving/place.ts';
import { startTestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let from: Place;
const places: Place[] = [];

async function place(...wanted: Parameters<typeof makePlace>): Promise<Place> {
  const made = await makePlace(...wanted);
  places.push(made);
  return made;
}

beforeAll(async () => {
  from = await place('SQLite');
  const server = await startTestServer({ dataDir: from.dataDir });
  await server.close();
}, 60_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run({ dataDir }: Pick<Place, 'dataDir'>, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const all = [MAIN, ...args, '--data-dir', dataDir];
    execFile(process.execPath, all, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('pintumbler export and import', () => {
  it('move all rows, say so, and keep pintumbler dev from data that may be real', async () => {
    const file = from.file('all.jsonl');
    const exported = await run(from, 'export', '--out', file);
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(exported.out).toMatch(/all\.jsonl: \d+ rows \(1 tenants, \d+ credentials\)/);
    const to = await place('SQLite', from);
    const imported = await run(to, 'import', file);
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toMatch(/was imported: \d+ rows, 0 merged, 0 skipped, 0 refused/);
    expect(await rowsOf(to)).toEqual(await rowsOf(from));
    expect((await run(to, 'dev')).err).toContain('Use another directory');
  }, 60_000);

  it('refuse rows with exit code 1, on the terminal and in a report for its owner', async () => {
    const file = from.file('for-header.jsonl');
    await run(from, 'export', '--out', file);
    const header = decodeHeader(linesOf(file)[0] ?? '') as Header;
    const orphan = plainRow('subjects', { tenant: 'nowhere', id: 'ann' });
    const crafted = await craftExport(from, [orphan], header);
    const to = await place('SQLite', from);
    const report = to.file('report.jsonl');
    const refused = await run(to, 'import', crafted, '--report', report, '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ outcome: 'refused', rows: 1, refused: 1 });
    expect(refused.err).toMatch(/^line 2, subjects nowhere ann: refused, what it belongs to/);
    expect(statSync(report).mode & 0o777).toBe(0o600);
    expect(linesOf(report).map((line) => JSON.parse(line))).toEqual([
      {
        ...{ line: 2, table: 'subjects', key: { tenant: 'nowhere', id: 'ann' } },
        ...{ outcome: 'refused', reason: expect.stringContaining('is not there') },
      },
    ]);
  }, 60_000);

  it('say what to do when there is no data, and make none', async () => {
    const missing = from.file('missing');
    const { code, err } = await run({ dataDir: missing }, 'export', '--out', `${missing}.jsonl`);
    expect(code).toBe(1);
    expect(err).toContain('--keyring');
    expect(existsSync(missing)).toBe(false);
  }, 60_000);

  it('leave no file behind that looks like an export when it fails', async () => {
    const gone = from.file('no/such/folder.jsonl');
    expect((await run(from, 'export', '--out', gone)).code).toBe(1);
    expect(existsSync(gone)).toBe(false);
    expect(readFileSync(from.file('keyring.json'), 'utf8')).not.toBe('');
  }, 60_000);
});
