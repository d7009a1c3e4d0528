import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

const CHOSEN = { id: 'ussd-gateway', secret: 'a-secret-in-use-since-2019' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const makeKey = (body: unknown) => server.admin('POST', '/tenants/demo/keys', body);

it('a key of a dialect that reads only its own format cannot be chosen', async () => {
  const key = { dialect: 'native', name: 'app' };
  const { id, secret } = CHOSEN;
  for (const chosen of [{ id }, { secret }, { id, secret }]) {
    const { status, body } = await makeKey({ ...key, ...chosen });
    expect([status, body['code']]).toEqual([400, 'request_malformed']);
    expect(body['detail']).toMatch(/leave id and secret out/i);
  }
  const made = await makeKey(key);
  const authorization = `Bearer ${String(made.body['apiKey'])}`;
  const answer = await send(`${server.baseUrl}/v1/policy`, 'GET', undefined, { authorization });
  expect([made.status, answer.status]).toEqual([201, 200]);
});

it('a key of a deployed gateway can be taken over', async () => {
  const made = await makeKey({ dialect: 'mobile-banking', name: 'ussd', ...CHOSEN });
  expect(made.body).toMatchObject({ username: CHOSEN.id, password: CHOSEN.secret });
});
