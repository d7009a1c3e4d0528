import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import type { Generation, Keystore } from './client.ts';
import { GENERATIONS, OTHER_SHAPES } from './clients.ts';
import { FIRST_PIN, NEW_PIN, openSession, remaining, WRONG_PIN } from './people.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const WRONG = { code: 20119, description: 'PIN incorrect.' };

/** The demo's app, as this generation is given it. */
function openApp({ open, keystore }: Generation) {
  const { baseUrl, keystores } = server.demo.mixin;
  return open(baseUrl, keystores[keystore] ?? {});
}

/** The whole life of a PIN, from nothing to the second one. */
async function livePinLife({ open }: Generation, keystore: Keystore, userId: string) {
  const client = open(server.demo.mixin.baseUrl, keystore);
  expect((await client.me()).data).toMatchObject({ user_id: userId, has_pin: false });
  // Before there is one, nothing is right, and nothing is charged.
  expect((await client.verifyPin(FIRST_PIN)).error).toMatchObject(WRONG);
  expect((await client.setPin(FIRST_PIN)).data).toMatchObject({ user_id: userId, has_pin: true });
  expect((await client.verifyPin(FIRST_PIN)).data).toMatchObject({ user_id: userId });
  const wrong = await client.verifyPin(WRONG_PIN);
  expect(wrong.error).toMatchObject({ ...WRONG, extra: { remaining: 4 } });
  expect((await client.changePin(WRONG_PIN, NEW_PIN)).error).toMatchObject(WRONG);
  expect((await client.changePin(FIRST_PIN, NEW_PIN)).data).toMatchObject({ has_pin: true });
  expect((await client.verifyPin(FIRST_PIN)).error).toMatchObject(WRONG);
  expect((await client.verifyPin(NEW_PIN)).data).toMatchObject({ user_id: userId });
  const { data } = await client.me();
  expect(data).toMatchObject({ user_id: userId, has_pin: true, tip_counter: 0 });
  if (client.logs === undefined) return;
  const logs = await client.logs({ category: 'PIN_INCORRECT', limit: 10 });
  expect(logs.map(({ code }) => code)).toEqual(['VERIFICATION', 'UPDATE_PIN', 'VERIFICATION']);
}

describe.each(GENERATIONS)('$name', (generation) => {
  it('makes a user whose PIN lives', async () => {
    const { data, keystore } = await openApp(generation).createUser('Ann Ndegwa');
    const userId = String(data?.['user_id']);
    expect(data).toMatchObject({
      ...{ type: 'user', full_name: 'Ann Ndegwa', relationship: 'ME', has_pin: false },
      tip_counter: 0,
    });
    await livePinLife(generation, keystore, userId);
    // A right PIN forgives what the native wire counts.
    expect(await remaining(server, userId)).toBe(5);
  });

  it('is told by code why a user may make no users', async () => {
    const { keystore } = await openApp(generation).createUser('A user');
    const user = generation.open(server.demo.mixin.baseUrl, keystore);
    expect((await user.createUser('Another')).error).toMatchObject({ code: 403 });
  });

  it('is told by code that a PIN is too weak or of the wrong length', async () => {
    const { keystore } = await openApp(generation).createUser('A user');
    const user = generation.open(server.demo.mixin.baseUrl, keystore);
    for (const pin of ['111111', '123456', '48291', '4829']) {
      const { error } = await user.setPin(pin);
      expect([pin, error]).toMatchObject([pin, { code: 20118 }]);
    }
    expect((await user.me()).data).toMatchObject({ has_pin: false });
  });
});

it.each(OTHER_SHAPES)('$name: a PIN lives in this shape of keystore too', async (generation) => {
  const { body } = await server.call('POST', '/v1/subjects', { id: crypto.randomUUID() });
  const { userId, keystores } = await openSession(server, String(body['id']), generation.algorithm);
  await livePinLife(generation, keystores[generation.keystore] ?? {}, userId);
});

it('the app of the demo has a PIN like everybody, and every generation uses it', async () => {
  const [first, ...others] = [...GENERATIONS, ...OTHER_SHAPES.slice(0, 1)];
  if (first === undefined) throw new Error('no generation');
  const newest = openApp(first);
  expect((await newest.me()).data).toMatchObject({ has_pin: false });
  expect((await newest.setPin(FIRST_PIN)).data).toMatchObject({ has_pin: true });
  for (const generation of others) {
    const app = openApp(generation);
    expect((await app.verifyPin(FIRST_PIN)).data).toMatchObject({ full_name: 'Demo app' });
    expect((await app.verifyPin(NEW_PIN)).error).toMatchObject(WRONG);
    expect((await newest.verifyPin(FIRST_PIN)).data).toBeDefined();
    await server.admin('POST', `/tenants/demo/subjects/${appId()}/unlock`, { reason: 'a test' });
  }
});

const appId = () => server.demo.mixin.appKeystore['app_id'];

// The oldest would try for ever.
it.each(GENERATIONS.slice(0, -1))('$name can not leave this machine', async (generation) => {
  const { open, keystore } = generation;
  const client = open(
    'https://mixin-api.zeromesh.net',
    server.demo.mixin.keystores[keystore] ?? {},
  );
  await expect(client.me()).rejects.toThrow('tried to leave this machine');
});
