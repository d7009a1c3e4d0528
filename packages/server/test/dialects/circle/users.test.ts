import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type Backend,
  dataOf,
  demoBackend,
  failureOf,
  makeUser,
  otherBackend,
  SDKS,
  tokenFor,
  userOf,
} from './backend.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const NEW_USER = {
  status: 'ENABLED',
  pinStatus: 'UNSET',
  pinDetails: { failedAttempts: 0 },
  securityQuestionStatus: 'UNSET',
  securityQuestionDetails: { failedAttempts: 0 },
};

describe.each(SDKS)('with SDK %s, a user', (_version, initiate) => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await demoBackend(server, initiate);
  });

  it('is made under an id of the developer, and is the same in every answer', async () => {
    const userId = `made-${crypto.randomUUID()}`;
    const made = await backend.sdk.createUser({ userId });
    expect(made.data).toMatchObject({ id: userId, ...NEW_USER });
    const read = await userOf(backend, userId);
    expect(read.createDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { userToken } = await tokenFor(backend, userId);
    const status = await backend.sdk.getUserStatus({ userToken });
    expect(made.data).toEqual(read);
    expect(status.data).toEqual(read);
  });

  it('is answered with the documented HTTP statuses', async () => {
    const userId = `statuses-${crypto.randomUUID()}`;
    const { status, headers } = await backend.ask('POST', '/v1/w3s/users', { userId });
    expect(status).toBe(201);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect((await backend.ask('POST', '/v1/w3s/users/token', { userId })).status).toBe(200);
  });

  it('cannot be made twice', async () => {
    const userId = await makeUser(backend);
    expect(await failureOf(backend.sdk.createUser({ userId }))).toMatchObject({
      ...{ status: 409, code: 155101 },
    });
  });

  it('is unknown until it is made', async () => {
    const userId = 'nobody at all';
    const unknown = { status: 404, code: 155102 };
    expect(await failureOf(backend.sdk.getUser({ userId }))).toMatchObject(unknown);
    expect(await failureOf(backend.sdk.createUserToken({ userId }))).toMatchObject(unknown);
  });

  it('of another tenant does not exist', async () => {
    const userId = await makeUser(await otherBackend(server, 'foreign-users', initiate));
    expect(await failureOf(backend.sdk.getUser({ userId }))).toMatchObject({ code: 155102 });
    await backend.sdk.createUser({ userId });
  });

  it.each([
    'a/b c@d',
    'a%2Fb%20c',
    '100% sure',
    '../../users',
    'käthe-ß',
    'ann?x=1#y',
    '用户用户用户',
    '😀'.repeat(50),
  ])('may be called %j', async (userId) => {
    // Of the two SDKs the second one finds it made.
    await backend.sdk.createUser({ userId }).catch(() => undefined);
    expect((await userOf(backend, userId)).id).toBe(userId);
  });

  it.each([
    ['four', 'length_outside_bounds'],
    ['x'.repeat(51), 'length_outside_bounds'],
    ['😀😀😀😀', 'length_outside_bounds'],
    ['line\nbreak', 'invalid_value'],
    ['\ud800surrogate', 'invalid_value'],
    [12345, 'invalid_value'],
    [undefined, 'required'],
    [null, 'required'],
  ])('cannot be called %j', async (userId, error) => {
    for (const path of ['/v1/w3s/users', '/v1/w3s/users/token']) {
      const { status, body, text } = await backend.ask('POST', path, { userId });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 2, message: 'API parameter invalid' });
      expect(body['errors']).toMatchObject([{ error, location: 'userId' }]);
      if (typeof userId === 'string') expect(text).not.toContain(userId);
    }
  });

  it('shows failures with a code that is a number and a text', async () => {
    const { code, message } = await failureOf(backend.sdk.createUser({ userId: 'x' }));
    expect(code).toBe(2);
    expect(message).not.toBe('');
  });
});

it('skips keys of the body it does not know, as the SDK leaks some', async () => {
  const backend = await demoBackend(server);
  const userId = `leaking-${crypto.randomUUID()}`;
  const leaking = { userId, xRequestId: crypto.randomUUID() };
  expect((await backend.ask('POST', '/v1/w3s/users', leaking)).status).toBe(201);
});

it('shows a suspended user as disabled, and lets no token of theirs in', async () => {
  const backend = await demoBackend(server);
  const userId = await makeUser(backend);
  const { userToken } = await tokenFor(backend, userId);
  const staff = `/tenants/${backend.tenant}/subjects/${userId}`;
  await server.admin('POST', `${staff}/suspend`, { reason: 'lost phone' });
  expect(await userOf(backend, userId)).toMatchObject({ status: 'DISABLED', pinStatus: 'UNSET' });
  const disabled = { status: 409, code: 155109 };
  expect(await failureOf(backend.sdk.getUserStatus({ userToken }))).toMatchObject(disabled);
  expect(await failureOf(backend.sdk.createUserPin({ userToken }))).toMatchObject(disabled);
  await server.admin('POST', `${staff}/resume`, { reason: 'found it' });
  expect(dataOf(await backend.sdk.getUserStatus({ userToken })).status).toBe('ENABLED');
});
