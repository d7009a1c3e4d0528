import { afterAll, expect, it } from 'vitest';
import { SEALED_TABLES } from '../../src/storage/rows/sealed-tables.ts';
import { runRaw } from '../support/raw-database.ts';
import { Installation, makePerson, verify } from './installation.ts';

const PIN = '8305';
const place = new Installation();
afterAll(() => place.remove());

/** Takes away all that says that rows were authenticated, and has rows say what somebody wants. */
async function pretendToBeOld(): Promise<void> {
  for (const { name } of SEALED_TABLES)
    await runRaw(place.dataDir, `UPDATE ${name} SET mac = NULL`);
  const edits = [
    "DELETE FROM facts WHERE name = 'rows-authenticated'",
    'UPDATE audit SET generation = NULL',
    "UPDATE credentials SET spent = 0, failures = 0, locked_until = NULL WHERE subject = 'ann'",
  ];
  for (const edit of edits) await runRaw(place.dataDir, edit);
}

it('a database that denies that its rows were authenticated is not started on', async () => {
  await place.serving(async (server) => {
    await makePerson(server, 'ann', PIN);
    for (let guess = 0; guess < 5; guess += 1) await verify(server, 'ann', '1111');
    expect(await verify(server, 'ann', PIN)).toBe('locked');
  });
  await pretendToBeOld();
  const serve = () => place.run('serve', '--port', '0', '--pad-port', '0');
  const { code, err } = await serve();
  expect(code).toBe(1);
  expect(err).toContain('The database was changed from outside');
  // Whoever answers for the database has not looked at its rows.
  const taken = await place.run('restore', '--adopt', '--newest');
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('changed from outside')]);
  expect((await serve()).code).toBe(1);
});

it('can be gone on with as one whose rows are all in doubt', async () => {
  const { code, out } = await place.run('restore', '--adopt');
  expect([code, out]).toEqual([0, expect.stringContaining('wait to be confirmed')]);
  await place.serving(async (server) => {
    await server.admin('PATCH', '/tenants/demo', { suspended: false });
    expect(await verify(server, 'ann', '1111')).toBe('locked');
    expect(await verify(server, 'ann', PIN)).toBe('locked');
  });
});
