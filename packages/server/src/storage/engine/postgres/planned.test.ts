import { describe, expect, it } from 'vitest';
import type { Operation, Statement } from '../engine.ts';
import { effectOf, plan, planWrites, readsInOrder } from './planned.ts';

const read = (table: string, key: string): Statement => ({
  sql: `SELECT * FROM ${table} WHERE k = ?`,
  params: [key],
});
const operation = (...reads: readonly Statement[]): Operation<undefined> => ({
  reads,
  decide: () => ({ writes: [], result: undefined }),
});
const planned = (...reads: readonly Statement[]) => plan(operation(...reads));

describe('a batch', () => {
  it('locks in one order, however its operations come', () => {
    const [b2, a9, b1] = [read('b', '2'), read('a', '9'), read('b', '1')];
    const reads = (...all: readonly Statement[]) =>
      new Map(planned(...all).keys.map((key, index) => [key, all[index] ?? a9]));
    const order = [[a9], [b1, b2]];
    for (const all of [reads(b2, a9, b1), reads(b1, b2, a9)]) {
      expect(readsInOrder(all).map((group) => group.map(([, each]) => each))).toEqual(order);
    }
  });

  it('goes on with the rows it has read after an insert elsewhere only', () => {
    const about = planned(read('credentials', '1'));
    const effect = (...all: readonly string[]) =>
      effectOf(
        about,
        all.map((sql) => ({ sql, params: [] })),
      );
    expect(effect()).toBe('none');
    expect(effect('INSERT INTO audit (a) VALUES (?)')).toBe('none');
    expect(effect('INSERT INTO credentials (a) VALUES (?)')).toBe('own rows');
    expect(effect('INSERT INTO audit (a) VALUES (?)', 'UPDATE credentials SET a = ?')).toBe(
      'own rows',
    );
    expect(effect('UPDATE sign_ins SET a = ? WHERE b = ?')).toBe('any rows');
    expect(effect('DELETE FROM credentials WHERE a = ?')).toBe('any rows');
    expect(effect('UPDATE credentials SET a = 1 WHERE b IN (SELECT b FROM credentials)')).toBe(
      'any rows',
    );
  });

  const write = (sql: string, key: string): Statement => ({ sql, params: [key] });

  it('writes statements of one text together', () => {
    const [u1, u2] = [write('UPDATE t', '1'), write('UPDATE t', '2')];
    const [i1, i2] = [write('INSERT INTO audit', '1'), write('INSERT INTO audit', '2')];
    expect(
      planWrites([
        [u1, i1],
        [u2, i2],
      ]),
    ).toEqual([
      [u1, u2],
      [i1, i2],
    ]);
  });

  it('keeps the order of each operation', () => {
    const [end, make] = [write('UPDATE old', '1'), write('INSERT INTO old', '1')];
    const [make2, end2] = [write('INSERT INTO old', '2'), write('UPDATE old', '2')];
    expect(
      planWrites([
        [end, make],
        [make2, end2],
      ]),
    ).toEqual([[end], [make, make2], [end2]]);
  });

  it('leaves a change that searches alone', () => {
    const search = (key: string) =>
      write('UPDATE t SET s = 1 WHERE id IN (SELECT id FROM t WHERE k = ?)', key);
    expect(planWrites([[search('1')], [search('2')]])).toEqual([[search('1')], [search('2')]]);
  });
});
