import { afterEach, describe, expect, it } from 'vitest';
import type { Engine, SnapshotRows } from '../../src/storage/engine/engine.ts';
import { ENGINES, makePlace, openEngineOf, type Place, writeAll } from '../support/moving/place.ts';

const ROWS = 1_700;
const NUMBERS = Array.from({ length: ROWS }, (_, index) => index);

let place: Place;
let engine: Engine;
afterEach(async () => {
  await engine.close();
  await place.remove();
});

describe.each(ENGINES)('a snapshot on %s', (name) => {
  const select = (where: string, params: readonly number[] = []) => ({
    sql: `SELECT n, word FROM words ${where} ORDER BY n`,
    params,
  });

  async function open(): Promise<void> {
    place = await makePlace(name);
    engine = await openEngineOf(place);
    const sql = 'CREATE TABLE words (n INTEGER PRIMARY KEY, word TEXT NOT NULL)';
    await engine.define([{ sql, params: [] }]);
    const insert = 'INSERT INTO words (n, word) VALUES (?, ?)';
    await writeAll(
      engine,
      NUMBERS.map((n) => ({ sql: insert, params: [n, 'before'] })),
    );
  }

  it('is one state, whatever is committed while it is read', async () => {
    await open();
    const seen: SnapshotRows[] = [];
    for await (const rows of engine.snapshot([select('WHERE n < ?', [900]), select('')])) {
      if (seen.length === 0) {
        await writeAll(engine, [
          { sql: "UPDATE words SET word = 'after'", params: [] },
          { sql: 'DELETE FROM words WHERE n = ?', params: [1_699] },
          { sql: "INSERT INTO words (n, word) VALUES (?, 'after')", params: [5_000] },
        ]);
      }
      seen.push(rows);
    }
    const of = (nth: number) =>
      seen.filter((each) => each.nth === nth).flatMap(({ rows }) => rows.map(({ n }) => n));
    expect(of(0)).toEqual(NUMBERS.slice(0, 900));
    expect(of(1)).toEqual(NUMBERS);
    const words = new Set(seen.flatMap(({ rows }) => rows.map(({ word }) => word)));
    expect([...words]).toEqual(['before']);
    // Some at a time, or a large table would have to fit into memory.
    expect(Math.max(...seen.map(({ rows }) => rows.length))).toBeLessThan(ROWS);
    const now = await engine.query({ sql: 'SELECT MAX(n) AS n FROM words', params: [] });
    expect(now[0]?.['n']).toBe(5_000);
  });

  it('that is left half read holds nothing back', async () => {
    await open();
    for await (const { rows } of engine.snapshot([select('')])) {
      expect(rows.length).toBeGreaterThan(0);
      break;
    }
    await engine.define([{ sql: 'DROP TABLE words', params: [] }]);
  });
});
