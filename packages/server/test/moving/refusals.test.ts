import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MovedRow } from '../../src/core/ports/row-mover.ts';
import { decodeHeader, type Header } from '../../src/moving/export-format.ts';
import { craftExport, linesOf, writeLines } from '../support/moving/craft-export.ts';
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
import { startTestServer } from '../support/test-server.ts';

let from: Place;
let file: string;
let header: Header;
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
  file = from.file('whole.jsonl');
  await exportFrom(from, file);
  header = decodeHeader(linesOf(file)[0] ?? '') as Header;
}, 60_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

/** The same export with its lines changed, in a file of its own. */
function spoilt(change: (lines: string[]) => readonly string[]): string {
  const path = from.file(`spoilt-${crypto.randomUUID()}.jsonl`);
  writeLines(path, change(linesOf(file)));
  return path;
}

const replaced = (line: number, by: (text: string) => string) => (lines: string[]) =>
  lines.with(line - 1, by(lines[line - 1] ?? ''));

describe('a file is refused, with its line, when', () => {
  const last = () => linesOf(file).length;
  const cases: readonly [string, () => string, () => RegExp][] = [
    [
      'it is cut off after a line',
      () => spoilt((lines) => lines.slice(0, -1)),
      () => at(last() - 1, 'cut off'),
    ],
    ['it is cut off within a line', cutWithin, () => at(last() - 1, 'cut off')],
    ['it is packed and cut off', cutPacked, () => /line \d+: the file is cut off/],
    [
      'a row was altered',
      () => spoilt(replaced(5, (text) => text.replace('Demo', 'demo'))),
      () => at(5, 'altered'),
    ],
    ['a counter was lowered', () => spoilt(lowerCounter), () => at(ticketLine(), 'altered')],
    [
      'two rows changed places',
      () => spoilt((lines) => lines.with(4, lines[5] ?? '').with(5, lines[4] ?? '')),
      () => at(5, 'moved'),
    ],
    ['a row was left out', () => spoilt((lines) => lines.toSpliced(6, 1)), () => at(7, 'left out')],
    [
      'a row was added',
      () => spoilt((lines) => lines.toSpliced(6, 0, lines[6] ?? '')),
      () => at(8, 'added'),
    ],
    [
      'something follows its end',
      () => spoilt((lines) => [...lines, '{}']),
      () => at(last() + 1, 'after the end'),
    ],
    ['it is no export', () => spoilt(() => ['{"hello":"world"}']), () => at(1, 'no export')],
    ['it is empty', () => spoilt(() => []), () => at(1, 'no export')],
    [
      'it has another format',
      () => spoilt(replaced(1, (text) => text.replace('"format":1', '"format":2'))),
      () => at(1, 'has format 2'),
    ],
    [
      'its rows have another schema',
      () => spoilt(replaced(1, (text) => text.replace(/"schema":\d+/, '"schema":3'))),
      () => at(1, 'have schema 3'),
    ],
  ];

  it.each(cases)('%s', async (_, make, expected) => {
    const to = await place('SQLite', from);
    const before = await rowsOf(to);
    await expect(importInto(to, make())).rejects.toThrow(expected());
    expect(await rowsOf(to)).toEqual(before);
  });

  it('it was exported under another keyring', async () => {
    const stranger = await place('SQLite');
    const server = await startTestServer({ dataDir: stranger.dataDir });
    await server.close();
    const to = await place('SQLite', stranger);
    await expect(importInto(to, file)).rejects.toThrow(/line 1: it was exported under another key/);
  });

  it('there is no keyring at all, and none is made', async () => {
    const to = await place('SQLite');
    await expect(importInto(to, file)).rejects.toThrow('There is no keyring at');
    expect(existsSync(to.file('keyring.json'))).toBe(false);
  });
});

function at(line: number, words: string): RegExp {
  return new RegExp(`line ${line}: .*${words}`);
}

function cutWithin(): string {
  const path = from.file(`cut-${crypto.randomUUID()}.jsonl`);
  writeFileSync(path, readFileSync(file).subarray(0, -20));
  return path;
}

function cutPacked(): string {
  const path = from.file(`cut-${crypto.randomUUID()}.jsonl.gz`);
  writeFileSync(path, gzipSync(readFileSync(file)).subarray(0, -40));
  return path;
}

function ticketLine(): number {
  return linesOf(file).findIndex((line) => line.includes('"tickets":')) + 1;
}

function lowerCounter(lines: string[]): readonly string[] {
  return replaced(ticketLine(), (text) => text.replace(/"tickets":\d+/, '"tickets":77'))(lines);
}

/** Rows that only somebody with the keyring could put into a file. */
const GOOD = [
  plainRow('tenants', { id: 'acme' }),
  plainRow('subjects', { tenant: 'acme', id: 'ann' }),
];
const BAD: readonly [string, MovedRow, RegExp][] = [
  [
    'belongs to nobody',
    plainRow('identifiers', { tenant: 'acme', type: 'email', value: 'b', subject: 'ben' }),
    /is not there/,
  ],
  ['is there twice', plainRow('tenants', { id: 'acme' }), /same key/],
  ['has a column too many', plainRow('tenants', { id: 'x', colour: 'red' }), /no column colour/],
  ['has text for a number', plainRow('tenants', { id: 'x', created_at: '1' }), /whole number/],
  ['lacks a value', plainRow('tenants', { id: 'x', name: null }), /must not be empty/],
  ['is of no table of ours', { table: 'pets', columns: { id: 'rex' } }, /no table pets/],
  ['holds half a character', plainRow('tenants', { id: '\ud83d' }), /half a character/],
];

describe.each(ENGINES)('a row is refused on %s, in words, when it', (engine) => {
  it.each(BAD)('%s', async (_, bad, words) => {
    const to = await place(engine, from);
    const crafted = await craftExport(from, [...GOOD, bad], header);
    const dry = await importInto(to, crafted, { dryRun: true });
    expect(dry).toMatchObject({ outcome: 'checked', rows: 3, refused: 1 });
    expect(dry.notes).toEqual([
      expect.objectContaining({
        line: 4,
        table: bad.table,
        outcome: 'refused',
        reason: expect.stringMatching(words),
      }),
    ]);
    // Nothing is written as long as nobody says to leave it out.
    expect(await importInto(to, crafted)).toMatchObject({ outcome: 'refused', refused: 1 });
    expect(await rowsOf(to)).toEqual([]);
    const others = await importInto(to, crafted, { leaveOutRefused: true });
    expect(others).toMatchObject({ outcome: 'imported', rows: 3, refused: 1, notes: dry.notes });
    expect((await rowsOf(to)).map(({ table }) => table)).toEqual(['tenants', 'subjects']);
  });
});

it('refuses for PostgreSQL what only SQLite can hold, and those who belong to it', async () => {
  const odd = [
    plainRow('tenants', { id: 'a\u0000b' }),
    plainRow('subjects', { tenant: 'a\u0000b', id: 'ann' }),
  ];
  const crafted = await craftExport(from, odd, header);
  const checked = await importInto(await place('PostgreSQL', from), crafted, { dryRun: true });
  expect(checked.notes.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('U+0000'),
    expect.stringContaining('U+0000'),
  ]);
  expect(await importInto(await place('SQLite', from), crafted)).toMatchObject({ refused: 0 });
});

describe.each(ENGINES)('a database on %s', (engine) => {
  it('that has rows of its own takes no import', async () => {
    const to = await place(engine, from);
    await withEngine(to, (each) =>
      writeAll(each, [plainRow('tenants', { id: 'own' })].map(insertRow)),
    );
    await expect(importInto(to, file)).rejects.toThrow('has rows already (in tenants)');
  });

  it('that has keys of its own takes none, not even to merge', async () => {
    const to = await place(engine);
    const server = await startTestServer({ dataDir: to.dataDir, flags: to.flags });
    await server.close();
    const keys = { ...to.config, keyring: from.file('keyring.json') };
    const attempt = importInto({ ...to, config: keys }, file, { mode: 'merge' });
    await expect(attempt).rejects.toThrow('written with another keyring');
  });

  it('takes the same file once, and says so the second time', async () => {
    const to = await place(engine, from);
    expect(await importInto(to, file)).toMatchObject({ outcome: 'imported' });
    const rows = await rowsOf(to);
    expect(await importInto(to, file)).toMatchObject({ outcome: 'imported_before', rows: 0 });
    expect(await rowsOf(to)).toEqual(rows);
  });

  it('stays empty in a dry run', async () => {
    const to = await place(engine, from);
    const checked = await importInto(to, file, { dryRun: true });
    expect(checked).toMatchObject({ outcome: 'checked', refused: 0, notes: [] });
    expect(await rowsOf(to)).toEqual([]);
  });
});

describe('an export', () => {
  it('of a tenant has nobody of another one', async () => {
    const narrow = from.file('narrow.jsonl');
    await expect(exportFrom(from, narrow, ['nobody'])).rejects.toThrow('no tenant nobody');
    await withEngine(from, (each) =>
      writeAll(each, [plainRow('tenants', { id: 'other' })].map(insertRow)),
    );
    expect(await exportFrom(from, narrow, ['other'])).toMatchObject({
      tables: { facts: 3, tenants: 1 },
    });
    expect(linesOf(narrow).join()).not.toContain('demo');
  });

  it('does not replace a file', async () => {
    await expect(exportFrom(from, file)).rejects.toThrow('is there already');
  });

  it('waits for no server: while one uses the directory, it is refused', async () => {
    const server = await startTestServer({ dataDir: from.dataDir });
    const attempt = exportFrom(from, from.file('live.jsonl'));
    await expect(attempt).rejects.toThrow('Another Pintumbler process uses the data directory');
    await server.close();
  });
});
