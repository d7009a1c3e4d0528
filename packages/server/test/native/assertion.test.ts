import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let id: string;

beforeAll(async () => {
  server = await startTestServer();
  id = await server.makeSubject('8305');
});
afterAll(() => server.close());

const verify = (body: object, headers = {}) =>
  server.call('POST', `/v1/subjects/${id}/pin/verify`, body, headers);

async function keySet() {
  return createLocalJWKSet((await server.call('GET', '/v1/keys')).body as unknown as JSONWebKeySet);
}

describe('an assertion', () => {
  const operation = 'payment 4711: 20.00 EUR to Bob';

  it('proves one verified PIN for one operation, by the published key', async () => {
    const { body } = await verify({ pin: '8305', operation });
    const token = String(body['assertion']);
    const { payload } = await jwtVerify(token, await keySet(), {
      issuer: 'pintumbler',
      audience: 'demo',
      typ: 'pin-assertion+jwt',
      algorithms: ['EdDSA'],
    });
    expect(payload).toMatchObject({ sub: id, purpose: 'login', operation });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(120);
  });

  it('is given only for a right PIN, and only when an operation is named', async () => {
    expect((await verify({ pin: '8305' })).body).not.toHaveProperty('assertion');
    expect((await verify({ pin: '1907', operation })).body).not.toHaveProperty('assertion');
    await verify({ pin: '8305' });
  });

  it('is the same one when the call is repeated', async () => {
    const key = { 'idempotency-key': 'assert-once' };
    const first = await verify({ pin: '8305', operation }, key);
    const again = await verify({ pin: '8305', operation }, key);
    expect(again.body).toEqual(first.body);
  });

  it('of one tenant does not verify with the keys of another', async () => {
    const made = await server.admin('POST', '/tenants', { id: 'elsewhere', name: 'Elsewhere' });
    const authorization = `Bearer ${String(made.body['apiKey'])}`;
    const keys = await server.call('GET', '/v1/keys', undefined, { authorization });
    const foreign = createLocalJWKSet(keys.body as unknown as JSONWebKeySet);
    const { body } = await verify({ pin: '8305', operation });
    await expect(jwtVerify(String(body['assertion']), foreign)).rejects.toThrow();
  });

  it('is not given for a start PIN', async () => {
    await server.call('POST', '/v1/subjects', { id: 'fresh' });
    await server.call('PUT', '/v1/subjects/fresh/pin', { pin: '8305', mustChange: true });
    const path = '/v1/subjects/fresh/pin/verify';
    const { body } = await server.call('POST', path, { pin: '8305', operation });
    expect(body).toMatchObject({ outcome: 'verified', mustChange: true });
    expect(body).not.toHaveProperty('assertion');
  });
});
