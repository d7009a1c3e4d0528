import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MovedRow } from '../../src/core/ports/row-mover.ts';
import { verify } from '../support/moving/fill-by-wire.ts';
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
import { startTestServer, type TestServer } from '../support/test-server.ts';

let from: Place;
let early: string;
let late: string;
let subject: string;
const places: Place[] = [];

/** Exports the same server twice: before three wrong guesses, and after. */
beforeAll(async () => {
  from = await makePlace('SQLite');
  places.push(from);
  [early, late] = [from.file('early.jsonl'), from.file('late.jsonl')];
  await during(from, async (server) => {
    subject = await server.makeSubject('739205');
  });
  await exportFrom(from, early);
  await during(from, async (server) => {
    for (let guess = 0; guess < 3; guess += 1) await verify(server, subject, '4071');
  });
  await exportFrom(from, late);
}, 120_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

async function during(place: Place, work: (server: TestServer) => Promise<void>): Promise<void> {
  if (place !== from) copyFileSync(from.file('demo.json'), place.file('demo.json'));
  const server = await startTestServer({ dataDir: place.dataDir, flags: place.flags });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** An entry remembers the number it had, whatever its number is here. */
function withoutPlace({ table, columns }: MovedRow): MovedRow {
  return { table, columns: table === 'audit' ? { ...columns, place: null } : columns };
}

describe.each(ENGINES)('merging into %s', (engine) => {
  const place = async () => {
    const made = await makePlace(engine, from);
    places.push(made);
    return made;
  };

  it('an older copy gives no guess back', async () => {
    const to = await place();
    await importInto(to, late);
    const before = await rowsOf(to);
    await expect(importInto(to, early)).rejects.toThrow('has rows already');
    const merged = await importInto(to, early, { mode: 'merge' });
    expect(merged).toMatchObject({ outcome: 'imported', refused: 0, merged: 1 });
    expect(await rowsOf(to)).toEqual(before);
    await during(to, async (server) => {
      const left = await verify(server, subject, '4071');
      expect(left).toMatchObject({ outcome: 'wrong', attemptsRemaining: 1 });
    });
  }, 120_000);

  it('a newer copy adds what happened since, and takes away the guesses', async () => {
    const to = await place();
    await importInto(to, early);
    const dry = await importInto(to, late, { mode: 'merge', dryRun: true });
    const merged = await importInto(to, late, { mode: 'merge' });
    expect(merged.notes).toEqual(dry.notes);
    // The credential, and how far the chain of the audit trail has come.
    expect(merged).toMatchObject({ outcome: 'imported', refused: 0, merged: 2 });
    expect((await rowsOf(to)).map(withoutPlace)).toEqual((await rowsOf(from)).map(withoutPlace));
    await during(to, async (server) => {
      const left = await verify(server, subject, '4071');
      expect(left).toMatchObject({ outcome: 'wrong', attemptsRemaining: 1 });
    });
  }, 120_000);

  it('a tenant comes beside others, its trail after theirs; what differs is refused', async () => {
    const to = await place();
    const own = [plainRow('tenants', { id: 'own' }), plainRow('audit', { seq: 1, tenant: 'own' })];
    const demo = plainRow('tenants', { id: 'demo', name: 'Another demo' });
    await withEngine(to, (each) => writeAll(each, [...own, demo].map(insertRow)));
    await withEngine(to, (each) => writeAll(each, each.profile.continueSerial('audit', 'seq')));
    const merged = await importInto(to, late, { mode: 'merge' });
    expect(merged).toMatchObject({ outcome: 'refused', refused: 1 });
    expect(merged.notes.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      ...{ table: 'tenants', key: { id: 'demo' } },
      reason: expect.stringContaining('stays as it is'),
    });
    await importInto(to, late, { mode: 'merge', leaveOutRefused: true });
    const trail = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
      rows.filter(({ table }) => table === 'audit').map(({ columns }) => columns['request_id']);
    const [first, ...others] = trail(await rowsOf(to));
    expect(first).toBe('{}');
    expect(others).toEqual(trail(await rowsOf(from)));
    const tenants = (await rowsOf(to)).filter(({ table }) => table === 'tenants');
    expect(tenants).toEqual([demo, own[0]]);
  }, 120_000);

  it('nothing of a tenant comes back that was deleted here', async () => {
    const to = await place();
    await importInto(to, late);
    await during(to, async ({ admin, server }) => {
      await admin('PATCH', '/tenants/demo', { suspended: true });
      const why = { confirm: 'demo', reason: 'the contract ended' };
      expect((await admin('DELETE', '/tenants/demo', why)).body).toEqual({ outcome: 'deleted' });
      for (let more = true; more; ) more = await server.core.keys.removeTenants();
    });
    const ofDemo = async () =>
      (await rowsOf(to)).filter(
        ({ table, columns }) => columns[table === 'tenants' ? 'id' : 'tenant'] === 'demo',
      );
    const left = await ofDemo();
    expect(left.map(({ table }) => table)).toEqual(['tenant_keys']);
    expect(await importInto(to, early, { mode: 'merge' })).toMatchObject({ outcome: 'refused' });
    const { notes } = await importInto(to, early, { mode: 'merge', leaveOutRefused: true });
    const credential = notes.find(({ table }) => table === 'credentials');
    expect(credential).toMatchObject({
      ...{ outcome: 'refused', reason: 'its tenant was deleted here, and stays deleted' },
    });
    expect(await ofDemo()).toEqual(left);
  }, 120_000);
});
