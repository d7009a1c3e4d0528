import { describe, expect, it } from 'vitest';
import type { Operation, Statement } from '../engine.ts';
import { plan, planWrites, readsInOrder, waves } from './planned.ts';

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
  it('runs operations on one row one after the other, in their order', () => {
    const [first, other, second] = [read('a', '1'), read('a', '2'), read('a', '1')].map((each) =>
      planned(each),
    );
    const batch = [first, other, second].filter((each) => each !== undefined);
    expect(waves(batch)).toEqual([[first, other], [second]]);
  });

  it('lets an operation on two rows wait for both', () => {
    const a = planned(read('a', '1'));
    const a2 = planned(read('a', '1'));
    const both = planned(read('b', '1'), read('a', '1'));
    const b = planned(read('b', '1'));
    expect(waves([a, a2, both, b])).toEqual([[a], [a2], [both], [b]]);
  });

  it('locks in one order, however its operations come', () => {
    const one = planned(read('b', '2'), read('a', '9'));
    const other = planned(read('b', '1'));
    const order = [[read('a', '9')], [read('b', '1'), read('b', '2')]];
    expect(readsInOrder([one, other])).toEqual(order);
    expect(readsInOrder([other, one])).toEqual(order);
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
