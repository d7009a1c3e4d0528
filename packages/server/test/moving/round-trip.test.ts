import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MovedRow } from '../../src/core/ports/row-mover.ts';
import { MOVED_TABLES } from '../../src/storage/moving/moved-tables.ts';
import { type Filled, fillByWire, verify } from '../support/moving/fill-by-wire.ts';
import { generateRows, insertRow } from '../support/moving/generated-rows.ts';
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
import { spellings } from '../support/sinks.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const SEED = 20_461_130;

let first: Place;
let filled: Filled;
const places: Place[] = [];

async function place(...wanted: Parameters<typeof makePlace>): Promise<Place> {
  const made = await makePlace(...wanted);
  places.push(made);
  return made;
}

/** A server that uses this place, with the demo's keys of the first one. */
function serve({ dataDir, flags, file }: Place): Promise<TestServer> {
  if (dataDir !== first.dataDir) copyFileSync(first.file('demo.json'), file('demo.json'));
  return startTestServer({ dataDir, flags });
}

beforeAll(async () => {
  first = await place('SQLite');
  const server = await serve(first);
  filled = await fillByWire(server);
  await server.close();
  await withEngine(first, (engine) => writeAll(engine, generateRows(SEED).map(insertRow)));
}, 120_000);

afterAll(() => Promise.all(places.map((each) => each.remove())));

describe('SQLite to PostgreSQL to SQLite', () => {
  it('changes no row of any table', async () => {
    const before = await rowsOf(first);
    const tables = new Set(before.map(({ table }) => table));
    expect(MOVED_TABLES.map(({ name }) => name).filter((name) => !tables.has(name))).toEqual([]);

    await exportFrom(first, first.file('one.jsonl'));
    const second = await place('PostgreSQL', first);
    const there = await importInto(second, first.file('one.jsonl'));
    expect(there).toMatchObject({ outcome: 'imported', rows: before.length, notes: [] });
    expect(await rowsOf(second)).toEqual(before);

    await exportFrom(second, first.file('two.jsonl.gz'));
    const third = await place('SQLite', first);
    const back = await importInto(third, first.file('two.jsonl.gz'));
    expect(back).toMatchObject({ outcome: 'imported', rows: before.length, notes: [] });
    expect(await rowsOf(third)).toEqual(before);
  }, 120_000);
});

describe.each(ENGINES)('people who were moved to %s', (engine) => {
  it('have the same PINs, guesses and locks, and a trail that goes on', async () => {
    const file = first.file(`to-${engine}.jsonl`);
    await exportFrom(first, file);
    const moved = await place(engine, first);
    await importInto(moved, file);
    const before = lastNumbers(await rowsOf(moved));
    const server = await serve(moved);
    try {
      for (const { subject, pin } of filled.people) {
        const { outcome } = await verify(server, subject, pin);
        expect([subject, outcome]).toEqual([subject, 'verified']);
      }
      const { guessed, locked } = filled;
      const left = await verify(server, guessed.subject, '4071');
      expect(left).toMatchObject({ outcome: 'wrong', attemptsRemaining: 1 });
      expect(await verify(server, locked.subject, locked.pin)).toMatchObject({ outcome: 'locked' });
      await server.makeSubject();
    } finally {
      await server.close();
    }
    const after = lastNumbers(await rowsOf(moved));
    expect(after.map((seq, index) => seq > (before[index] ?? 0))).toEqual([true, true, false]);
  }, 120_000);
});

/** The largest numbers of audit, events and messages. */
function lastNumbers(rows: readonly MovedRow[]): readonly number[] {
  return ['audit', 'events', 'messages'].map((name) =>
    rows
      .filter(({ table }) => table === name)
      .reduce((last, { columns }) => Math.max(last, Number(columns['seq'])), 0),
  );
}

describe('the file', () => {
  it('is for its owner only, and shows no PIN, in any spelling', async () => {
    const file = first.file('secret.jsonl.gz');
    await exportFrom(first, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const packed = readFileSync(file);
    const texts = [packed.toString('latin1'), gunzipSync(packed).toString('latin1')];
    // Four digits stand in numbers and base64 by accident.
    const pins = filled.people.map(({ pin }) => pin).filter((pin) => pin.length > 4);
    expect(pins.length).toBeGreaterThan(1);
    const found = pins
      .flatMap(spellings)
      .filter((each) => texts.some((text) => text.includes(each)));
    expect(found).toEqual([]);
  });
});
