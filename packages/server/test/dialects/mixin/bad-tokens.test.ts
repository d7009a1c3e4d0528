import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { FIRST_PIN, failures, makePerson, openSession, type Person, remaining } from './people.ts';
import { refusalCode } from './refusal.ts';
import { type AskOptions, rawPublicKey } from './signer.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  person = await makePerson(server);
});
/** Whatever was sent: nobody was charged for it, and the right PIN is still right. */
afterEach(async () => {
  expect(await remaining(server, person.userId)).toBe(5);
  expect(await failures(person)).toEqual([]);
  expect((await person.verify(FIRST_PIN)).data).toMatchObject({ user_id: person.userId });
});

const DAY = 24 * 3600;
const seconds = () => Math.floor(server.server.core.now() / 1000);

const verify = (pin: unknown, options?: AskOptions) =>
  person.ask('POST', '/pin/verify', { pin }, options);

describe('a token', () => {
  const session = () => ({ uid: person.session.userId, sid: person.session.sessionId });
  const changed: Record<string, () => AskOptions | Promise<AskOptions>> = {
    'that is missing': () => ({ authorization: '' }),
    'that is empty': () => ({ authorization: 'Bearer ' }),
    'of another scheme': () => ({ authorization: 'Basic YTpi' }),
    'that is none': () => ({ authorization: 'Bearer nonsense' }),
    'of three empty parts': () => ({ authorization: 'Bearer ..' }),
    'of parts that are no JSON': () => ({ authorization: 'Bearer AAAA.AAAA.AAAA' }),
    'without signature': () => ({ sign: () => Buffer.alloc(0) }),
    'with alg none': () => ({ header: { alg: 'none' }, sign: () => Buffer.alloc(0) }),
    'with alg none, signed': () => ({ header: { alg: 'none' } }),
    'with a random signature': () => ({ sign: () => randomBytes(64) }),
    'with HS256 and the public key': () => {
      const key = createPublicKey(person.session.key).export({ format: 'pem', type: 'spki' });
      const sign = (text: string) => createHmac('sha256', key).update(text).digest();
      return { header: { alg: 'HS256' }, sign };
    },
    'with HS512 and the bytes of the public key': () => {
      const key = rawPublicKey(person.session.key);
      const sign = (text: string) => createHmac('sha512', key).update(text).digest();
      return { header: { alg: 'HS512' }, sign };
    },
    'that says RS512 on an Ed25519 session': () => ({ header: { alg: 'RS512' } }),
    'with a list for an algorithm': () => ({ header: { alg: ['EdDSA'] } }),
    'that brings its own key': () => ({
      header: { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }, kid: '../x', crit: ['b64'] },
      sign: () => randomBytes(64),
    }),
    'for another body': () => ({
      authorization: `Bearer ${person.token('POST', '/pin/verify', '{}')}`,
    }),
    'for another address': () => ({ uri: '/pin/update' }),
    'for another method': () => ({
      authorization: `Bearer ${person.token('GET', '/pin/verify', '{"pin":"x"}')}`,
    }),
    'that has expired': () => ({ claims: { iat: seconds() - 7200, exp: seconds() - 1 } }),
    'from the future': () => ({ claims: { iat: seconds() + 3600, exp: seconds() + 7200 } }),
    'for more than 90 days': () => ({ claims: { exp: seconds() + 91 * DAY } }),
    'that ends before it begins': () => ({ claims: { iat: seconds() + 60, exp: seconds() + 30 } }),
    'without an end': () => ({ claims: { exp: undefined } }),
    'with an end that is text': () => ({ claims: { exp: String(seconds() + 60) } }),
    'with an end beyond all numbers': () => ({ claims: { iat: seconds(), exp: 1e300 } }),
    'of another user': () => ({ claims: { uid: crypto.randomUUID() } }),
    'of another user there is': async () => ({
      claims: { uid: (await makePerson(server, null)).userId },
    }),
    'of no session': () => ({ claims: { sid: crypto.randomUUID() } }),
    "of somebody else's session": async () => {
      const { session: other } = await makePerson(server, null);
      return { claims: { uid: other.userId, sid: other.sessionId } };
    },
    'with ids that are none': () => ({ claims: { ...session(), sid: "' OR 1=1 --" } }),
    'without sig': () => ({ claims: { sig: undefined } }),
  };

  it.each(Object.keys(changed))('%s is nobody’s', async (name) => {
    const options = await changed[name]?.();
    expect(refusalCode(await verify('x', options))).toBe(401);
    expect(refusalCode(await verify(person.seal('615283'), options))).toBe(401);
  });

  it('of 90 days, of 60 seconds, without scp, without jti, passes', async () => {
    for (const claims of [
      { exp: seconds() + 90 * DAY, iat: seconds() },
      { scp: undefined },
      { jti: undefined },
      { iat: seconds() + 200, exp: seconds() + 260 },
    ]) {
      const answer = await person.ask('GET', '/me', undefined, { claims });
      expect(answer.data).toMatchObject({ user_id: person.userId });
    }
  });

  it('that a user granted to an app may come near no PIN', async () => {
    const claims = { uid: undefined, sid: undefined, iss: person.userId };
    const granted = { ...claims, aid: crypto.randomUUID(), scp: 'PROFILE:READ' };
    expect(refusalCode(await verify(person.seal(FIRST_PIN), { claims: granted }))).toBe(403);
  });

  it('says EdDSA on an RSA session in vain', async () => {
    const device = await openSession(server, person.userId, 'rsa');
    const pin = device.seal(FIRST_PIN);
    const answer = await device.ask('POST', '/pin/verify', { pin }, { header: { alg: 'EdDSA' } });
    expect(refusalCode(answer)).toBe(401);
  });

  it('of a session that staff revoked is nobody’s', async () => {
    const device = await openSession(server, person.userId);
    expect((await device.ask('GET', '/me')).data).toBeDefined();
    const path = `/tenants/demo/subjects/${person.userId}/clients/${device.session.sessionId}`;
    expect((await server.admin('DELETE', path)).status).toBe(200);
    expect(refusalCode(await device.ask('GET', '/me'))).toBe(401);
    expect(refusalCode(await device.verify(FIRST_PIN))).toBe(401);
  });
});
