import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {} from '../packages/server/test/support/postgres/shared-server.ts';
import { ROWS } from './rows.ts';
import { type Build, runRow, type Setting } from './run-row.ts';
import { unappliable } from './target/source-tree.ts';

const setting: Setting = {
  engine: 'sqlite',
  extent: 'slice',
  samples: 60,
  databaseUrl: () => Promise.reject(new Error('the slice runs on the embedded database')),
  say: () => undefined,
};

/** Those that show most in seconds; `npm run attack` runs all, on both engines. */
const SLICE: readonly (readonly [number: number, build: Build])[] = [
  ...([1, 3, 11, 18, 21, 29] as const).map((number) => [number, 'own'] as const),
  ...([1, 18] as const).map((number) => [number, 'weakened'] as const),
];

describe('the attacks', () => {
  it('are all listed, each under a number of its own', () => {
    const files = readdirSync(new URL('./rows', import.meta.url));
    const numbers = ROWS.map(({ number }) => number);
    expect(numbers).toEqual(files.map((file) => Number(file.slice(0, 2))).sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(ROWS.length);
  });

  it.each(ROWS.map((row) => [row.number, row] as const))(
    'row %i has a weakening whose texts are in the sources',
    (_number, { weakening }) => {
      expect(weakening.edits.length).toBeGreaterThan(0);
      expect(unappliable(weakening.edits)).toEqual([]);
    },
  );

  const asItMustBe = 'row %i is as it must be on the %s server';
  it.each(SLICE)(asItMustBe, { timeout: 180_000 }, async (number, build) => {
    const row = ROWS.find((each) => each.number === number);
    if (row === undefined) throw new Error('there is no such row');
    const { good, said } = await runRow(row, build, setting);
    expect(good, said).toBe(true);
  });
});
