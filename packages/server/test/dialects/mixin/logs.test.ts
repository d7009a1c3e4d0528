import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { FIRST_PIN, makePerson, NEW_PIN, openSession, type Person, WRONG_PIN } from './people.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Log = Readonly<Record<string, string>>;

async function read(person: Person, query = ''): Promise<readonly Log[]> {
  const { data, text } = await person.ask('GET', `/logs${query}`);
  if (!Array.isArray(data)) throw new Error(`no log: ${text}`);
  return data as readonly Log[];
}
const codes = async (person: Person, query = '') =>
  (await read(person, query)).map(({ code }) => code);

it('is an array even when there is nothing in it', async () => {
  const person = await makePerson(server, null);
  expect(await read(person)).toEqual([]);
  expect(await read(person, '?category=PIN_INCORRECT')).toEqual([]);
});

it('has what phones read of an entry, newest first, whichever session and wire it came by', async () => {
  const person = await makePerson(server);
  const device = await openSession(server, person.userId, 'rsa');
  await person.verify(WRONG_PIN);
  await device.update(NEW_PIN, WRONG_PIN);
  const path = `/v1/subjects/${person.userId}/pin`;
  await server.call('POST', `${path}/verify`, { pin: WRONG_PIN });
  await device.update(NEW_PIN, FIRST_PIN);
  await person.verify(NEW_PIN);
  const failed = ['VERIFICATION', 'UPDATE_PIN', 'VERIFICATION'];
  expect(await codes(person, '?category=PIN_INCORRECT')).toEqual(failed);
  expect(await codes(device)).toEqual([
    'ACTIVITY_PIN_MODIFICATION',
    ...failed,
    'ACTIVITY_PIN_CREATION',
  ]);
  const entries = await read(person);
  expect(new Set(entries.map(({ log_id }) => log_id)).size).toBe(entries.length);
  for (const entry of entries) {
    expect(entry).toMatchObject({ type: 'log', ip_location: '' });
    expect(entry['log_id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
    expect(entry['ip_address']).toMatch(/^(::ffff:)?127\.0\.0\.1$/);
    expect(entry['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/);
  }
  // An entry keeps its name.
  expect(await read(person)).toEqual(entries);
});

it('is read in pages', async () => {
  const person = await makePerson(server);
  const pins = [FIRST_PIN, '730596', '284617', '615283'];
  for (const [index, pin] of pins.slice(1).entries()) {
    await server.advanceClock(10);
    expect((await person.update(pin, pins[index])).data).toBeDefined();
  }
  const all = await read(person);
  expect(all).toHaveLength(4);
  const pages = [];
  let offset = '';
  for (let page = 0; page < 4; page += 1) {
    const [entry] = await read(person, `?limit=1${offset}`);
    pages.push(entry);
    offset = `&offset=${entry?.['created_at']}`;
  }
  expect(pages).toEqual(all);
  expect(await read(person, `?limit=1${offset}`)).toEqual([]);
  expect(await read(person, '?limit=500')).toEqual(all);
  expect(await read(person, '?limit=&offset=&category=')).toEqual(all);
  expect(await read(person, '?offset=0001-01-01T00:00:00Z')).toEqual(all);
});

it.each([
  ['limit', '0'],
  ['limit', '-1'],
  ['limit', '1.5'],
  ['limit', 'all'],
  ['offset', 'yesterday'],
  ['offset', '2026-13-45T00:00:00Z'],
])('says that %s=%s is a bad field', async (field, value) => {
  const person = await makePerson(server, null);
  const { error } = await person.ask('GET', `/logs?${field}=${value}`);
  expect(error).toMatchObject({ code: 10002, extra: { field } });
});

it('shows nobody what happened to somebody else', async () => {
  const [person, other] = [await makePerson(server), await makePerson(server)];
  await other.verify(WRONG_PIN);
  expect(await codes(person, '?category=PIN_INCORRECT')).toEqual([]);
  expect(await codes(person)).toEqual(['ACTIVITY_PIN_CREATION']);
});
