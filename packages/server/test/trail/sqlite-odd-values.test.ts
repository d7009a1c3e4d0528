import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyTrail } from '../../src/core/usecases/verify-trail.ts';
import type { SqlValue } from '../../src/storage/engine/engine.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { readRows, restoreRows } from '../support/trail/stored-trail.ts';
import { writeTrail } from '../support/trail/write-trail.ts';

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
  await writeTrail(test, 1);
});

afterAll(() => test.close());

/** SQLite keeps what it is given, whatever the column says. */
it.each<readonly [string, SqlValue]>([
  ['at', 'yesterday'],
  ['at', 1.5],
  ['action', new Uint8Array([1, 2])],
  ['reason', new Uint8Array()],
  ['number', 'three'],
  ['number', 3.25],
  ['lane', new Uint8Array([7])],
  ['mac', new Uint8Array(16)],
  ['place', 'here'],
])('a value of another kind in %s is found like any other edit', async (column, value) => {
  const stored = await readRows(test.engine);
  const victim = stored.audit[7];
  const sql = `UPDATE audit SET ${column} = ? WHERE seq = ?`;
  await test.engine.define([{ sql, params: [value, victim?.['seq'] ?? null] }]);
  const { outcome, first } = await verifyTrail(test.ports, test.call.tenant.id);
  expect(outcome).toBe('broken');
  const { seq, lane, number } = victim ?? {};
  expect(first?.seq === seq || (first?.lane === lane && first?.number === number)).toBe(true);
  const dropped = await test.ports.trail.dropEntries(test.call.tenant.id, 1e15, 1e15);
  expect(dropped.stoppedAt).toBe(victim?.['seq']);
  await restoreRows(test.engine, stored);
});
