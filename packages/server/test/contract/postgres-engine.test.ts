import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine, Operation } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { runSql } from '../support/postgres/postgres-server.ts';

describe('the PostgreSQL engine', () => {
  let database: TestDatabase;
  let engine: Engine;

  beforeEach(async () => {
    database = await makeDatabase();
    await runSql(database.url, 'CREATE TABLE counters (id TEXT PRIMARY KEY, n BIGINT NOT NULL)');
    engine = await openPostgresEngine({ addresses: [database.url], writers: 2 });
  });

  afterEach(async () => {
    await engine.close();
    await database.remove();
  });

  /** Adds one, and answers the sum. */
  function increment(id: string): Operation<number> {
    return {
      reads: [{ sql: 'SELECT n FROM counters WHERE id = ?', params: [id] }],
      decide: ([row]) => {
        const n = Number(row?.['n'] ?? 0) + 1;
        const sql =
          row === undefined
            ? 'INSERT INTO counters (n, id) VALUES (?, ?)'
            : 'UPDATE counters SET n = ? WHERE id = ?';
        return { writes: [{ sql, params: [n, id] }], result: n };
      },
    };
  }

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('shows each operation on a row what those before it wrote', async () => {
    const sums = await Promise.all(numbers(300).map(() => engine.commit(increment('hot'))));
    expect(sums).toEqual(numbers(300));
  });

  it('shows what one changed elsewhere to those after it, and to none before it', async () => {
    await engine.commit(increment('a'));
    const sql = `UPDATE counters SET n = ? WHERE id IN (SELECT id FROM counters WHERE id = ?)`;
    const set = { reads: [], decide: () => ({ writes: [{ sql, params: [100, 'a'] }], result: 0 }) };
    const sums = [increment('a'), set, increment('a'), set].map((each) => engine.commit(each));
    expect(await Promise.all(sums)).toEqual([2, 0, 101, 0]);
    expect(await engine.commit(increment('a'))).toBe(101);
  });

  it('runs operations on two rows beside those on each of them', async () => {
    const both: Operation<number> = {
      reads: ['a', 'b'].map((id) => ({ sql: 'SELECT n FROM counters WHERE id = ?', params: [id] })),
      decide: (rows) => ({
        writes: ['a', 'b'].map((id, index) => ({
          sql: 'UPDATE counters SET n = ? WHERE id = ?',
          params: [Number(rows[index]?.['n']) + 1, id],
        })),
        result: 0,
      }),
    };
    await Promise.all(['a', 'b'].map((id) => engine.commit(increment(id))));
    const mixed = numbers(30).flatMap(() => [increment('a'), both, increment('b')]);
    await Promise.all(mixed.map((each) => engine.commit(each)));
    expect(await engine.commit(increment('a'))).toBe(62);
    expect(await engine.commit(increment('b'))).toBe(62);
  });

  it('lets nobody suffer for an operation that breaks a constraint, or a decision that throws', async () => {
    await engine.commit(increment('taken'));
    const insert = { sql: 'INSERT INTO counters (id, n) VALUES (?, ?)', params: ['taken', 1] };
    const breaking = { reads: [], decide: () => ({ writes: [insert], result: 0 }) };
    const throwing: Operation<number> = {
      reads: [],
      decide: () => {
        throw new Error('no');
      },
    };
    const all = [...numbers(40).map((each) => increment(`c${each}`)), breaking, throwing];
    const ends = await Promise.allSettled(all.map((each) => engine.commit(each)));
    expect(ends.slice(0, 40).map((end) => end.status === 'fulfilled' && end.value)).toEqual(
      numbers(40).map(() => 1),
    );
    expect(ends[40]).toMatchObject({ status: 'rejected', reason: { kind: 'unique' } });
    expect(ends[41]).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
  });

  it('lets nobody suffer for a text the database cannot hold', async () => {
    const all = [...numbers(20).map((each) => increment(`c${each}`)), increment('a\u0000b')];
    const ends = await Promise.allSettled(all.map((each) => engine.commit(each)));
    const [refused, ...others] = ends.toReversed();
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'storage_unavailable' } });
    expect(others.every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('goes on by itself when its sessions are ended', async () => {
    await engine.commit(increment('a'));
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'pintumbler' AND datname = current_database()`;
    await runSql(database.url, end);
    expect(await engine.commit(increment('a'))).toBe(2);
    const read = { sql: 'SELECT n FROM counters WHERE id = ?', params: ['a'] };
    await runSql(database.url, end);
    expect(await engine.query(read)).toMatchObject([{ n: 2 }]);
  });

  it('waits for a row somebody holds, says when it takes too long, and holds up nobody', async () => {
    await engine.commit(increment('a'));
    const hold = "BEGIN; UPDATE counters SET n = n WHERE id = 'a'; SELECT pg_sleep(8); COMMIT";
    const held = runSql(database.url, hold);
    const isHeld = `SELECT 1 FROM pg_locks WHERE relation = 'counters'::regclass
      AND mode = 'RowExclusiveLock'`;
    while ((await runSql(database.url, isHeld)).length === 0);
    const blocked = engine.commit(increment('a')).catch((error: unknown) => error);
    expect(await engine.commit(increment('b'))).toBe(1);
    expect(await runSql(database.url, isHeld)).not.toEqual([]);
    expect(await blocked).toMatchObject({ code: 'storage_unavailable' });
    await held;
    expect(await engine.commit(increment('a'))).toBe(2);
  });

  it('answers what was begun before it closes', async () => {
    const sums = numbers(20).map(() => engine.commit(increment('a')));
    await engine.close();
    expect(await Promise.all(sums)).toEqual(numbers(20));
  });

  it('refuses a database that would forget commits, and says what to change', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await runSql(database.url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    await expect(openPostgresEngine({ addresses: [database.url], writers: 1 })).rejects.toThrow(
      /synchronous_commit.*ALTER ROLE/s,
    );
  });

  it('takes the address that takes writes, of several', async () => {
    const nobody = database.url.replace(/:\d+\//, ':1/');
    const reading = `${database.url}?options=-c%20default_transaction_read_only%3Don`;
    const addresses = [nobody, reading, database.url];
    const other = await openPostgresEngine({ addresses, writers: 1 });
    expect(await other.commit(increment('a'))).toBe(1);
    await other.close();
    await expect(openPostgresEngine({ addresses: [nobody, reading], writers: 1 })).rejects.toThrow(
      /only reads/,
    );
  });
});
