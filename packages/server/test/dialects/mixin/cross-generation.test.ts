import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import type { Generation, MixinClient } from './client.ts';
import { GENERATIONS, OTHER_SHAPES } from './clients.ts';
import { FIRST_PIN, makePerson, NEW_PIN, openSession, WRONG_PIN } from './people.ts';

const ALL = [...GENERATIONS, ...OTHER_SHAPES];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A device of its own for every generation: they number their PIN texts differently. */
async function openEach(userId: string): Promise<ReadonlyMap<Generation, MixinClient>> {
  const devices = new Map<Generation, MixinClient>();
  for (const generation of ALL) {
    const { keystores } = await openSession(server, userId, generation.algorithm);
    const keystore = keystores[generation.keystore] ?? {};
    devices.set(generation, generation.open(server.demo.mixin.baseUrl, keystore));
  }
  return devices;
}

describe.each(ALL)('a PIN set with $name', (setter) => {
  it('is the same PIN for every other generation', async () => {
    const { userId } = await makePerson(server, null);
    const devices = await openEach(userId);
    const own = devices.get(setter);
    expect((await own?.setPin(FIRST_PIN))?.data).toMatchObject({ has_pin: true });
    for (const [{ name }, device] of devices) {
      const { data } = await device.verifyPin(FIRST_PIN);
      expect([name, data?.['user_id']]).toEqual([name, userId]);
    }
    expect((await own?.changePin(FIRST_PIN, NEW_PIN))?.data).toMatchObject({ has_pin: true });
    for (const [{ name }, device] of devices) {
      const { data } = await device.verifyPin(NEW_PIN);
      expect([name, data?.['user_id']]).toEqual([name, userId]);
    }
    // One count for all of them.
    const wrong = [];
    for (const device of [...devices.values()].slice(0, 6)) {
      wrong.push((await device.verifyPin(WRONG_PIN)).error?.code);
    }
    expect(wrong).toEqual([20119, 20119, 20119, 20119, 20119, 429]);
  });
});

it('a PIN that the native wire set is the same here, for somebody named by the tenant', async () => {
  const subject = await server.makeSubject(FIRST_PIN);
  const device = await openSession(server, subject);
  expect(device.userId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  expect((await device.verify(FIRST_PIN)).data).toMatchObject({ user_id: device.userId });
  const { body } = await server.call('POST', `/v1/subjects/${subject}/pin/verify`, {
    pin: FIRST_PIN,
  });
  expect(body['outcome']).toBe('verified');
});
