import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../support/moving/fill-by-wire.ts';
import {
  ENGINES,
  exportFrom,
  importInto,
  makePlace,
  type Place,
  withEngine,
} from '../support/moving/place.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let from: Place;
let subject: string;
const places: Place[] = [];

async function during<R>(place: Place, work: (server: TestServer) => Promise<R>): Promise<R> {
  if (place !== from) copyFileSync(from.file('demo.json'), place.file('demo.json'));
  const server = await startTestServer({ dataDir: place.dataDir, flags: place.flags });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

const look = async (server: TestServer) =>
  (await server.admin('GET', '/tenants/demo/audit/verify')).body;

beforeAll(async () => {
  from = await makePlace('SQLite');
  places.push(from);
  await during(from, async (server) => {
    subject = await server.makeSubject('739205');
    await verify(server, subject, '4071');
  });
}, 60_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

describe.each(ENGINES)('a trail moved to %s', (engine) => {
  const place = async () => {
    const made = await makePlace(engine, from);
    places.push(made);
    return made;
  };

  it('is as provable there, and goes on', async () => {
    const file = from.file(`fill-${engine}.jsonl`);
    await exportFrom(from, file);
    const to = await place();
    await importInto(to, file);
    await during(to, async (server) => {
      await verify(server, subject, '4071');
      expect(await look(server)).toMatchObject({ outcome: 'intact', unchained: 0 });
    });
    await withEngine(to, (engineOf) =>
      engineOf.define([{ sql: "UPDATE audit SET outcome = 'x' WHERE number = 3", params: [] }]),
    );
    await during(to, async (server) => {
      expect(await look(server)).toMatchObject({ outcome: 'broken', first: { kind: 'altered' } });
    });
  }, 120_000);

  it('is intact beside the trails of others, under other numbers, and when more of it follows', async () => {
    const [early, late] = [from.file(`early-${engine}.jsonl`), from.file(`late-${engine}.jsonl`)];
    await exportFrom(from, early);
    const to = await place();
    await during(to, (server) => server.makeSubject('271846'));
    await importInto(to, early, { mode: 'merge', leaveOutRefused: true });
    const before = await during(to, look);
    expect(before).toMatchObject({ outcome: 'intact', unchained: 0 });
    await during(from, (server) => verify(server, subject, '4071'));
    await exportFrom(from, late);
    await importInto(to, late, { mode: 'merge', leaveOutRefused: true });
    await during(to, async (server) => {
      await verify(server, subject, '4071');
      const after = await look(server);
      expect(after).toMatchObject({ outcome: 'intact', unchained: 0 });
      expect(Number(after['entries'])).toBeGreaterThan(Number(before['entries']));
    });
  }, 120_000);
});
