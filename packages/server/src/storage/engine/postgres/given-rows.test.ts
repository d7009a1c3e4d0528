import { describe, expect, it } from 'vitest';
import { givenArrays, selectGiven, withNumbers, writeGiven } from './given-rows.ts';

const GIVEN = 'unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS given (p1, p2, nth)';

describe('statements over arrays', () => {
  it('look for each given row, and lock what they find', () => {
    const sql = 'SELECT a FROM t WHERE k = ? AND n = ?';
    expect(selectGiven(sql, ['text', 'bigint'], 'locked')).toBe(
      `SELECT given.nth AS nth, found.* FROM ${GIVEN} CROSS JOIN LATERAL ` +
        '(SELECT a FROM t WHERE k = given.p1 AND n = given.p2 FOR NO KEY UPDATE) AS found',
    );
    expect(selectGiven(sql, ['text', 'bigint'], 'unlocked')).toContain(
      '(SELECT a FROM t WHERE k = given.p1 AND n = given.p2 OFFSET 0)',
    );
  });

  it('insert in the order they were given', () => {
    const sql = `INSERT INTO t (k, n, s)
      VALUES (?, ?, 'new') ON CONFLICT (k) DO NOTHING`;
    expect(writeGiven(sql, ['text', 'bigint'])).toBe(
      `INSERT INTO t (k, n, s) SELECT given.p1, given.p2, 'new' FROM ${GIVEN} ` +
        'ORDER BY given.nth ON CONFLICT (k) DO NOTHING',
    );
  });

  it('insert what a search finds for each', () => {
    const sql = 'INSERT INTO t (k, n) SELECT k, ? FROM u WHERE k = ?';
    expect(writeGiven(sql, ['text', 'bigint'])).toBe(
      `INSERT INTO t (k, n) SELECT made.* FROM ${GIVEN} CROSS JOIN LATERAL ` +
        '(SELECT k, given.p1 FROM u WHERE k = given.p2) AS made',
    );
  });

  it('change and delete by what was given', () => {
    expect(writeGiven('UPDATE t SET n = ? WHERE k = ?', ['text', 'bigint'])).toBe(
      `UPDATE t SET n = given.p1 FROM ${GIVEN} WHERE k = given.p2`,
    );
    expect(writeGiven('DELETE FROM t WHERE k = ? AND n = ?', ['text', 'bigint'])).toBe(
      `DELETE FROM t USING ${GIVEN} WHERE k = given.p1 AND n = given.p2`,
    );
  });

  it('refuse a write they cannot turn', () => {
    expect(() => writeGiven('TRUNCATE t', [])).toThrow(/does not know/);
  });

  it('send one array for each placeholder', () => {
    const statements = [
      { sql: '', params: ['a', 1] },
      { sql: '', params: ['b', null] },
    ];
    expect(givenArrays(statements)).toEqual([
      ['a', 'b'],
      [1, null],
    ]);
    expect(withNumbers('k = ? AND n = ?')).toBe('k = $1 AND n = $2');
  });
});
