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
} from './backend.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** As sample apps read a token: split at the points, no key involved. */
function payloadOf(token: string): Record<string, unknown> {
  const parts = token.split('.');
  expect(parts).toHaveLength(3);
  return JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
}

describe.each(SDKS)('with SDK %s, a user token', (_version, initiate) => {
  let backend: Backend;
  let userId: string;
  beforeAll(async () => {
    backend = await demoBackend(server, initiate);
    userId = await makeUser(backend);
  });

  it('is a JWT with the claims sample apps read', async () => {
    const { userToken, encryptionKey } = await tokenFor(backend, userId);
    const claims = payloadOf(userToken);
    expect(claims).toMatchObject({
      developerEntityEnvironment: 'TEST',
      entityId: backend.appId,
      sub: userId,
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
    expect(claims['internalUserId']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
    expect(Buffer.from(encryptionKey, 'base64')).toHaveLength(32);
  });

  it('does not end the ones before it', async () => {
    const tokens = [];
    for (let minted = 0; minted < 3; minted += 1) tokens.push(await tokenFor(backend, userId));
    expect(new Set(tokens.map((each) => each.encryptionKey)).size).toBe(3);
    for (const { userToken } of tokens) {
      expect(dataOf(await backend.sdk.getUserStatus({ userToken })).id).toBe(userId);
    }
  });

  it('is minted by the SDK itself where a call names the user', async () => {
    expect(dataOf(await backend.sdk.createUserPin({ userId })).challengeId).toBeTruthy();
  });

  it('is unknown when it never was one', async () => {
    for (const userToken of ['garbled', 'a.b.c']) {
      expect(await failureOf(backend.sdk.getUserStatus({ userToken }))).toMatchObject({
        ...{ status: 401, code: 155103 },
      });
    }
    const { status, body } = await backend.ask('GET', '/v1/w3s/user');
    expect([status, body['code']]).toEqual([401, 155103]);
  });

  it('is invalid when it was altered, and with the key of another tenant', async () => {
    const { userToken } = await tokenFor(backend, userId);
    const [head, payload, signature = ''] = userToken.split('.');
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const forged = { userToken: `${head}.${payload}.${flipped}` };
    const invalid = { status: 403, code: 155105 };
    expect(await failureOf(backend.sdk.getUserStatus(forged))).toMatchObject(invalid);
    const stranger = await otherBackend(server, 'foreign-tokens', initiate);
    await stranger.sdk.createUser({ userId }).catch(() => undefined);
    expect(await failureOf(stranger.sdk.getUserStatus({ userToken }))).toMatchObject(invalid);
  });

  it('expires after an hour, and says so in the words clients look for', async () => {
    const { userToken } = await tokenFor(backend, userId);
    await server.advanceClock(50 * 60);
    await backend.sdk.getUserStatus({ userToken });
    await server.advanceClock(11 * 60);
    const failure = await failureOf(backend.sdk.getUserStatus({ userToken }));
    expect(failure).toMatchObject({ status: 403, code: 155104 });
    expect(failure.message).toContain('userToken had expired');
  });
});
