import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, demoBackend, demoOf, makeUser, SDKS, tokenFor } from './backend.ts';

let server: TestServer;
let backend: Backend;
beforeAll(async () => {
  server = await startTestServer();
  backend = await demoBackend(server);
});
afterAll(() => server.close());

describe.each(SDKS)('SDK %s', (_version, initiate) => {
  it('works with a slash at the end of its base URL', async () => {
    const { baseUrl, apiKey } = demoOf(server);
    const sdk = initiate({ apiKey, baseUrl: `${baseUrl}/` });
    const userId = `slashed-${crypto.randomUUID()}`;
    await sdk.createUser({ userId });
    expect((await sdk.getUser({ userId })).data?.user?.id).toBe(userId);
    expect((await sdk.listSubscriptions()).data).toEqual([]);
  });

  it('gets its request id back, be it a UUID or not', async () => {
    const sdk = initiate(demoOf(server));
    const userId = await makeUser(backend);
    for (const xRequestId of [
      crypto.randomUUID(),
      'short',
      'with blanks "and" quotes',
      'x'.repeat(128),
    ]) {
      const { headers } = await sdk.getUser({ userId, xRequestId });
      expect(headers?.['x-request-id']).toBe(xRequestId);
    }
  });
});

it('names every request, those that fail included', async () => {
  const given = { 'x-request-id': 'a, b' };
  const answers = await Promise.all([
    backend.ask('GET', '/v1/w3s/config/entity'),
    backend.ask('GET', '/nowhere'),
    backend.ask('GET', '/v1/w3s/users/nobody', undefined, { authorization: '' }),
  ]);
  for (const { headers } of answers) {
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  for (const [method, path, body] of [
    ['GET', '/ping', undefined],
    ['GET', '/v1/w3s/users/nobody', undefined],
    ['GET', '/v1/w3s/user', undefined],
    ['POST', '/v1/w3s/users', { userId: '' }],
    ['POST', '/v1/w3s/users', '{broken'],
  ] as const) {
    const { headers } = await backend.ask(method, path, body, given);
    expect(headers.get('x-request-id')).toBe('a, b');
  }
});

it.each(['/ping', '//ping'])('answers GET %s without a key and without data', async (path) => {
  const { status, text } = await send(`${backend.baseUrl}${path}`, 'GET');
  expect([status, text]).toEqual([200, '{"message":"pong"}']);
});

it.each([
  undefined,
  'Bearer',
  'Bearer nonsense',
  'Basic YTpi',
  'Bearer TEST_API_KEY:id',
  'Bearer TEST_API_KEY:0123456789abcdef0123456789abcdef:0123456789abcdef0123456789abcdef',
])('lets nobody in with the authorization %j', async (authorization) => {
  const { baseUrl } = backend;
  for (const path of [
    '/v1/w3s/users',
    '/v1/w3s/config/entity',
    '/v2/notifications/subscriptions',
  ]) {
    const headers = authorization === undefined ? {} : { authorization };
    const { status, body } = await send(`${baseUrl}${path}`, 'GET', undefined, headers);
    expect([status, body['code']]).toEqual([401, 401]);
    expect(body['message']).toContain('Malformed authorization');
  }
});

it('takes a key under either prefix', async () => {
  const apiKey = backend.apiKey.replace('TEST_', 'LIVE_');
  expect(backend.apiKey).toMatch(/^TEST_API_KEY:[^:]+:[^:]+$/);
  const headers = { authorization: `Bearer ${apiKey}` };
  expect((await backend.ask('GET', '/v1/w3s/config/entity', undefined, headers)).status).toBe(200);
});

it('takes a key that a team has deployed already', async () => {
  const id = 'ebb3ad72232624921abc4b162148bb84';
  const secret = '019ef3358ef9cd6d08fc32csfe89a68d';
  const key = { dialect: 'circle', name: 'deployed', id, secret };
  const { body } = await server.admin('POST', '/tenants/demo/keys', key);
  expect(body['apiKey']).toBe(`TEST_API_KEY:${id}:${secret}`);
  const headers = { authorization: `Bearer TEST_API_KEY:${id}:${secret}` };
  expect((await backend.ask('GET', '/v1/w3s/config/entity', undefined, headers)).status).toBe(200);
});

it('reads requests without a body that are marked as JSON', async () => {
  const headers = { 'content-type': 'application/json' };
  expect((await backend.ask('GET', '/v1/w3s/users', undefined, headers)).status).toBe(200);
  const path = `/v2/notifications/subscriptions/${crypto.randomUUID()}`;
  expect((await backend.ask('DELETE', path, undefined, headers)).status).toBe(404);
  expect((await backend.ask('DELETE', path, '', headers)).status).toBe(404);
});

it.each(['{', '[]', '"x"', '{"userId":"twice-1","userId":"twice-2"}', '\ufffe', ''])(
  'tells in its own form that %j is no request',
  async (text) => {
    const { status, body } = await backend.ask('POST', '/v1/w3s/users', text);
    expect([status, body['code']]).toEqual([400, 2]);
    expect(body['errors']).toHaveLength(1);
  },
);

it('tells every fault in its own form', async () => {
  const unknown = await backend.ask('GET', '/v1/w3s/nowhere');
  expect([unknown.status, unknown.body['code']]).toEqual([404, 404]);
  const wrongMethod = await backend.ask('DELETE', '/v1/w3s/users');
  expect(wrongMethod.body['code']).toBe(404);
  const large = await backend.ask('POST', '/v1/w3s/users', { userId: 'x'.repeat(70_000) });
  expect([large.status, large.body['code']]).toEqual([413, 2]);
});

it('has one app per tenant, and no wallets', async () => {
  const { body } = await backend.ask('GET', '/v1/w3s/config/entity');
  expect(body).toEqual({ data: { appId: demoOf(server).appId } });
  const { userToken } = await tokenFor(backend, await makeUser(backend));
  expect(dataOf(await backend.sdk.listWallets({ userToken })).wallets).toEqual([]);
});
