import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { FIRST_PIN, makePerson, openSession, WRONG_PIN } from './people.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const configure = (knownDevices: boolean) =>
  server.admin('PATCH', '/tenants/demo', { dialects: { mixin: { knownDevices } } });

async function twoSessions() {
  const person = await makePerson(server);
  const thief = await openSession(server, person.userId);
  expect((await person.verify(FIRST_PIN)).error).toBe(undefined);
  for (let nth = 0; nth < 5; nth += 1) {
    expect((await thief.verify(WRONG_PIN)).error?.code).toBe(20119);
  }
  expect((await thief.verify(FIRST_PIN)).error?.code).toBe(429);
  return { person, thief };
}

it('a session that proved the PIN is not locked by another one, where the tenant wants it so', async () => {
  await configure(true);
  const { person, thief } = await twoSessions();
  expect((await person.verify(FIRST_PIN)).error).toBe(undefined);
  expect((await thief.verify(FIRST_PIN)).error?.code).toBe(429);
  // It has five of its own, and no more.
  for (let nth = 0; nth < 5; nth += 1) {
    expect((await person.verify(WRONG_PIN)).error?.code).toBe(20119);
  }
  expect((await person.verify(FIRST_PIN)).error?.code).toBe(429);
});

it('five wrong PINs over all sessions lock all of them otherwise', async () => {
  await configure(false);
  const { person } = await twoSessions();
  expect((await person.verify(FIRST_PIN)).error?.code).toBe(429);
});
