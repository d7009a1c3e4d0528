import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { official6, official7, openOfficial } from './official.ts';
import { appOf, FIRST_PIN, makePerson, openSession } from './people.ts';
import {
  agree,
  ed25519Key,
  openSigner,
  rawPublicKey,
  readKeystore,
  type Signer,
} from './signer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('POST /session/secret', () => {
  async function move(device: Signer) {
    const seed = randomBytes(32);
    const secret = rawPublicKey(ed25519Key(seed)).toString('base64url');
    return {
      seed,
      answer: await device.ask('POST', '/session/secret', { session_secret: secret }),
    };
  }

  it('moves a session from RSA to Ed25519, and what was sent before stays used', async () => {
    const person = await makePerson(server);
    const device = await openSession(server, person.userId, 'rsa');
    expect((await device.verify(FIRST_PIN, { iterator: 50n })).data).toBeDefined();
    const { seed, answer } = await move(device);
    const { pin_token = '' } = answer.data as Record<string, string>;
    const { userId, sessionId } = device.session;
    const aesKey = agree(seed, Buffer.from(pin_token, 'base64'));
    const session = { userId, sessionId, key: ed25519Key(seed), aesKey };
    const moved = openSigner(server.demo.mixin.baseUrl, session);
    expect((await moved.ask('GET', '/me')).data).toMatchObject({ session_id: sessionId });
    expect((await moved.verify(FIRST_PIN, { iterator: 50n })).error?.code).toBe(20119);
    expect((await moved.verify(FIRST_PIN, { iterator: 51n })).data).toBeDefined();
    expect((await device.ask('GET', '/me')).error?.code).toBe(401);
    expect((await move(moved)).answer.error?.code).toBe(403);
  });

  it('is not for a session with an Ed25519 key, nor for a key that is none', async () => {
    const person = await makePerson(server);
    expect((await move(person)).answer.error?.code).toBe(403);
    const device = await openSession(server, person.userId, 'rsa');
    for (const session_secret of ['', 'x', Buffer.alloc(32).toString('base64'), 7]) {
      const { error } = await device.ask('POST', '/session/secret', { session_secret });
      expect([session_secret, error?.code]).toEqual([session_secret, 10002]);
    }
    expect((await device.verify(FIRST_PIN)).data).toBeDefined();
  });
});

it.each([
  ['7.5.5', official7, 'official7App'],
  ['6.1.1', official6, 'official6'],
] as const)(
  'an app opens another session of its own with official %s',
  async (_version, sdk, shape) => {
    const { baseUrl, keystores } = server.demo.mixin;
    const { userId } = appOf(server).session;
    const { app } = openOfficial(sdk, baseUrl, keystores[shape] ?? {});
    const seed = randomBytes(32);
    const session_public_key = rawPublicKey(ed25519Key(seed)).toString('hex');
    const opened = await app.updateSafeSession(userId, { session_public_key });
    const { session_id = '', server_public_key = '' } = opened;
    const own = { session_private_key: seed.toString('hex'), session_id, server_public_key };
    const second = openSigner(baseUrl, readKeystore({ app_id: userId, ...own }));
    expect((await second.ask('GET', '/me')).data).toMatchObject({ session_id, user_id: userId });
    // It was read, or its answer would be another: the app has no PIN yet.
    expect((await second.verify(FIRST_PIN)).error?.extra?.['reason']).toContain('no PIN is set');
    const other = { session_public_key: rawPublicKey(ed25519Key(randomBytes(32))).toString('hex') };
    const foreign = app.updateSafeSession(crypto.randomUUID(), other);
    await expect(foreign).rejects.toMatchObject({ code: 403 });
  },
);

it('a user opens no session as an app', async () => {
  const person = await makePerson(server);
  const session_public_key = rawPublicKey(person.session.key).toString('hex');
  const path = `/safe/apps/${person.userId}/session`;
  const { error } = await person.ask('POST', path, { session_public_key });
  expect(error).toMatchObject({ code: 403 });
});

it('of first PINs at once, from several sessions, one is set', async () => {
  const person = await makePerson(server, null);
  const devices = await Promise.all(
    Array.from({ length: 6 }, () => openSession(server, person.userId)),
  );
  const pins = ['482915', '730596', '615283', '284617', '950826', '361074'];
  const answers = await Promise.all(
    devices.map((device, index) => device.update(pins[index] ?? '')),
  );
  const codes = answers.map(({ data, error }) => (data === undefined ? error?.code : 'set'));
  expect(codes.toSorted()).toEqual([20118, 20118, 20118, 20118, 20118, 'set']);
  expect((await person.verify(pins[codes.indexOf('set')] ?? '')).data).toBeDefined();
});

it('an old PIN where none is set is not even read, and the text of the new one is used up', async () => {
  const person = await makePerson(server, null);
  const pin = person.seal(FIRST_PIN);
  for (const old_pin of [undefined, null, '']) {
    const weak = { old_pin, pin: person.seal('111111') };
    expect((await person.ask('POST', '/pin/update', weak)).error?.code).toBe(20118);
  }
  const late = person.seal(FIRST_PIN);
  expect((await person.ask('POST', '/pin/update', { old_pin: 'x', pin: late })).data).toBeDefined();
  expect((await person.ask('POST', '/pin/verify', { pin })).error?.code).toBe(20119);
  expect((await person.ask('POST', '/pin/verify', { pin: late })).error?.code).toBe(20119);
  expect((await person.verify(FIRST_PIN)).data).toBeDefined();
});
