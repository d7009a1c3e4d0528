import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw } from '../../operation/raw-socket.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { GENERATIONS } from './clients.ts';
import { official6, official7, openOfficial } from './official.ts';
import { FIRST_PIN, makePerson, openSession, WRONG_PIN } from './people.ts';
import { openSigner } from './signer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'dialect-hosts': 'mixin=localhost' } });
});
afterAll(() => server.close());

/** Where this wire is served, as people may write it into a client. */
const BASES = {
  'below the mount': () => server.demo.mixin.baseUrl,
  'below the mount, with a slash': () => `${server.demo.mixin.baseUrl}/`,
  'at the root of a host': () => server.baseUrl.replace('127.0.0.1', 'localhost'),
  'at the root of a host, with a slash': () =>
    `${server.baseUrl.replace('127.0.0.1', 'localhost')}/`,
};
const BASE_NAMES = Object.keys(BASES) as (keyof typeof BASES)[];

describe.each(BASE_NAMES)('a base URL %s', (name) => {
  it.each(GENERATIONS)('suits $name', async ({ open, keystore, algorithm }) => {
    const { userId } = await makePerson(server);
    const { keystores } = await openSession(server, userId, algorithm);
    const client = open(BASES[name](), keystores[keystore] ?? {});
    expect((await client.me()).data).toMatchObject({ user_id: userId });
    expect((await client.verifyPin(FIRST_PIN)).data).toMatchObject({ user_id: userId });
    expect((await client.verifyPin(WRONG_PIN)).error).toMatchObject({ code: 20119 });
    expect((await client.fetchUsers([userId])).data).toMatchObject([{ user_id: userId }]);
  });

  it.each([
    ['7.5.5', official7, 'official7User'],
    ['6.1.1', official6, 'official6'],
  ] as const)('and queries as axios of official %s writes them', async (_version, sdk, shape) => {
    const person = await makePerson(server);
    await person.verify(WRONG_PIN);
    const { user } = openOfficial(sdk, BASES[name](), person.keystores[shape] ?? {});
    const category = 'PIN_INCORRECT';
    expect(await user.logs({ category, limit: 5 })).toHaveLength(1);
    // Colons stay as they are.
    const offset = new Date(server.server.core.now() + 60_000).toISOString();
    expect(await user.logs({ category, limit: 5, offset })).toHaveLength(1);
    expect(await user.logs({ category, offset: '2020-01-01T00:00:00Z' })).toEqual([]);
    // A plus for the blank, percent signs for the rest.
    expect(await user.logs({ category: 'PIN INCORRECT/é~!*()', limit: 5 })).toEqual([]);
    expect(await user.logs({})).toHaveLength(2);
  });
});

it('the hash may be over any of the addresses, and over no other', async () => {
  const person = await makePerson(server);
  const { origin, pathname } = new URL(server.demo.mixin.baseUrl);
  const client = openSigner(origin, person.session);
  const path = `${pathname}/logs?category=PIN_INCORRECT&limit=5`;
  const ask = (uri: string) => client.ask('GET', path, undefined, { uri });
  const bare = path.slice(pathname.length);
  for (const uri of [path, path.slice(1), bare, bare.slice(1)]) {
    expect([uri, (await ask(uri)).data]).toEqual([uri, []]);
  }
  for (const uri of [
    '/logs',
    `${bare}&`,
    bare.replace('5', '6'),
    bare.replace('category', 'Category'),
    `/${bare}`,
    `${origin}${path}`,
    'ogs?category=PIN_INCORRECT&limit=5',
    '',
  ]) {
    expect([uri, (await ask(uri)).error?.code]).toEqual([uri, 401]);
  }
});

it('a proxy may put scheme and host in front, which nobody signs', async () => {
  const { session } = await makePerson(server);
  const { origin, pathname } = new URL(server.demo.mixin.baseUrl);
  const token = openSigner(origin, session, () => server.server.core.now()).token('GET', '/me', '');
  const request = [
    `GET http://pins.example${pathname}/me HTTP/1.1`,
    `host: pins.example`,
    `authorization: Bearer ${token}`,
    'connection: close',
    '\r\n',
  ];
  const { answer } = await sendRaw(server.baseUrl, request.join('\r\n'));
  expect(await answer).toContain(session.userId);
});
