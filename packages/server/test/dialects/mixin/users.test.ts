import { createPublicKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import type { Keystore } from './client.ts';
import { GENERATIONS } from './clients.ts';
import { official6, official7, openOfficial } from './official.ts';
import { appOf, FIRST_PIN, makePerson, NEW_PIN, openSession, type Person } from './people.ts';
import {
  ed25519Key,
  openSigner,
  rawPublicKey,
  readKeystore,
  type Signer,
  toMontgomery,
} from './signer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const idsOf = (data: unknown) => (data as { readonly user_id: string }[]).map((u) => u.user_id);

function newSecret(): { seed: Buffer; secret: Buffer } {
  const seed = randomBytes(32);
  return { seed, secret: rawPublicKey(ed25519Key(seed)) };
}

/** The app of a tenant of its own. */
async function foreignApp(id: string): Promise<Signer> {
  await server.admin('POST', '/tenants', { id, name: id });
  const key = { dialect: 'mixin', name: 'their app' };
  const { body } = await server.admin('POST', `/tenants/${id}/keys`, key);
  const { official7App = {} } = body['keystores'] as Record<string, Keystore>;
  const now = () => server.server.core.now();
  return openSigner(server.demo.mixin.baseUrl, readKeystore(official7App), now);
}

describe('POST /users', () => {
  it('gives the session key in every form SDKs look for', async () => {
    const { secret } = newSecret();
    const { data = {} } = await appOf(server).ask('POST', '/users', {
      full_name: 'Bea',
      session_secret: secret.toString('base64'),
    });
    const { pin_token, pin_token_base64, server_public_key } = data as Record<string, string>;
    const token = Buffer.from(pin_token ?? '', 'base64');
    expect(token).toHaveLength(32);
    expect(pin_token).toHaveLength(44);
    expect(pin_token_base64).toBe(token.toString('base64url'));
    expect(server_public_key).toMatch(/^[0-9a-f]{64}$/);
    const edwards = Buffer.from(server_public_key ?? '', 'hex');
    expect(toMontgomery(edwards).equals(token)).toBe(true);
    expect(data['user_id']).toMatch(UUID);
    expect(data['session_id']).toMatch(UUID);
    expect(data).toMatchObject({
      ...{ full_name: 'Bea', has_pin: false, has_safe: false, tip_counter: 0, tip_key_base64: '' },
      ...{ identity_number: '0', phone: '', is_verified: false, is_scam: false, features: [] },
      ...{ mute_until: '0001-01-01T00:00:00Z', is_deactivated: false, biography: '' },
    });
  });

  it('makes one user of a token that comes again, at once or later', async () => {
    const app = appOf(server);
    const { secret } = newSecret();
    const body = JSON.stringify({ full_name: 'C', session_secret: secret.toString('base64url') });
    const authorization = `Bearer ${app.token('POST', '/users', body)}`;
    const ask = () => app.ask('POST', '/users', body, { authorization });
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    answers.push(await ask());
    const [first] = answers;
    for (const { data } of answers) expect(data).toEqual(first?.data);
    const again = await app.ask('POST', '/users', body);
    expect(again.data?.['user_id']).not.toBe(first?.data?.['user_id']);
  });

  it('is for apps', async () => {
    const person = await makePerson(server);
    const session_secret = newSecret().secret.toString('base64');
    const { error } = await person.ask('POST', '/users', { full_name: 'D', session_secret });
    expect(error).toMatchObject({ status: 202, code: 403 });
  });

  it('is for an app only under its own name', async () => {
    const foreign = await foreignApp('pretender');
    const claims = { uid: appOf(server).session.userId };
    const session_secret = newSecret().secret.toString('base64');
    const body = { full_name: 'E', session_secret };
    const { error } = await foreign.ask('POST', '/users', body, { claims });
    expect(error).toMatchObject({ code: 401 });
  });
});

describe('users', () => {
  let person: Person;
  let other: Person;
  beforeAll(async () => {
    person = await makePerson(server);
    other = await makePerson(server, null);
  });

  it('read themselves, and as much of others as is public', async () => {
    const { data: me = {} } = await person.ask('GET', '/me');
    expect((await person.ask('GET', '/safe/me')).data).toEqual(me);
    expect(me).toMatchObject({ user_id: person.userId, relationship: 'ME', has_pin: true });
    expect(me).toMatchObject({ session_id: person.session.sessionId });
    const { data: seen = {} } = await person.ask('GET', `/users/${other.userId}`);
    expect(seen).toMatchObject({ user_id: other.userId, full_name: 'A person' });
    for (const member of ['has_pin', 'session_id', 'pin_token', 'tip_counter', 'tip_key_base64']) {
      expect(seen).not.toHaveProperty(member);
    }
    const unknown = await person.ask('GET', `/users/${crypto.randomUUID()}`);
    expect(unknown.error).toMatchObject({ code: 404 });
  });

  it.each(GENERATIONS)('are fetched by $name, those there are', async (generation) => {
    const { userId, keystores } = await openSession(server, other.userId, generation.algorithm);
    const keystore = keystores[generation.keystore] ?? {};
    const client = generation.open(server.demo.mixin.baseUrl, keystore);
    const ids = [person.userId, crypto.randomUUID(), userId, 'nobody', person.userId];
    expect(idsOf((await client.fetchUsers(ids)).data)).toEqual([person.userId, userId]);
    expect((await client.fetchUsers([])).data).toEqual([]);
  });

  it('have sessions that others can list', async () => {
    const device = await openSession(server, person.userId, 'rsa');
    const ids = [person.userId, crypto.randomUUID()];
    const { data } = await other.ask('POST', '/sessions/fetch', ids);
    const sessions = data as unknown as Record<string, string>[];
    expect(idsOf(sessions)).toEqual([person.userId, person.userId]);
    const keys = new Map(sessions.map((each) => [each['session_id'], each['public_key']]));
    const own = rawPublicKey(person.session.key).toString('base64url');
    expect(keys.get(person.session.sessionId)).toBe(own);
    const rsa = createPublicKey(device.session.key).export({ format: 'der', type: 'spki' });
    expect(keys.get(device.session.sessionId)).toBe(rsa.toString('base64url'));
  });

  it.each([
    ['7.5.5', official7, 'official7User'],
    ['6.1.1', official6, 'official6'],
  ] as const)('change themselves with official %s', async (_version, sdk, shape) => {
    const { user } = openOfficial(sdk, server.demo.mixin.baseUrl, person.keystores[shape] ?? {});
    expect(await user.update('New Name', '')).toMatchObject({ full_name: 'New Name' });
    const preference = { receive_message_source: 'CONTACTS' };
    expect(await user.updatePreferences(preference)).toMatchObject(preference);
    const { code_id } = await user.profile();
    const rotated = await user.rotateCode();
    expect(rotated['code_id']).toMatch(UUID);
    expect(rotated['code_id']).not.toBe(code_id);
    expect((await user.fetch(person.userId))['full_name']).toBe('New Name');
  });
});

describe('another tenant', () => {
  it('knows none of our users, by any call', async () => {
    const person = await makePerson(server);
    const foreign = await foreignApp('abroad');
    const ids = [person.userId];
    expect((await foreign.ask('POST', '/users/fetch', ids)).data).toEqual([]);
    expect((await foreign.ask('POST', '/sessions/fetch', ids)).data).toEqual([]);
    const read = await foreign.ask('GET', `/users/${person.userId}`);
    expect(read.error).toMatchObject({ code: 404 });
  });

  it('has a PIN of its own under a name that is ours too', async () => {
    const person = await makePerson(server);
    const id = 'namesakes';
    const { body: tenant } = await server.admin('POST', '/tenants', { id, name: id });
    const authorization = `Bearer ${tenant['apiKey']}`;
    await server.call('POST', '/v1/subjects', { id: person.userId }, { authorization });
    const wanted = { dialect: 'mixin', name: 'namesake', subject: person.userId };
    const { body } = await server.admin('POST', `/tenants/${id}/keys`, wanted);
    const { official7App = {} } = body['keystores'] as Record<string, Keystore>;
    const session = readKeystore(official7App);
    expect(session.userId).toBe(person.userId);
    const namesake = openSigner(server.demo.mixin.baseUrl, session);
    expect((await namesake.ask('GET', '/me')).data).toMatchObject({ has_pin: false });
    expect((await namesake.update(NEW_PIN)).data).toMatchObject({ has_pin: true });
    for (let guess = 0; guess < 6; guess += 1) await namesake.verify('615283');
    expect((await namesake.verify(NEW_PIN)).error).toMatchObject({ code: 429 });
    expect((await person.verify(FIRST_PIN)).data).toMatchObject({ user_id: person.userId });
  });
});

it('a session of a deleted person is nobody’s', async () => {
  const person = await makePerson(server);
  expect((await server.call('DELETE', `/v1/subjects/${person.userId}`)).status).toBeLessThan(300);
  expect((await person.ask('GET', '/me')).error).toMatchObject({ code: 401 });
  expect((await person.verify(FIRST_PIN)).error).toMatchObject({ code: 401 });
  await server.call('POST', '/v1/subjects', { id: person.userId });
  expect((await person.ask('GET', '/me')).error).toMatchObject({ code: 401 });
});
