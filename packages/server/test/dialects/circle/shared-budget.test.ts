import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCircleDoor } from '../../conformance/circle-door.ts';
import type { Door } from '../../conformance/door.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let door: Door;

beforeAll(async () => {
  server = await startTestServer();
  door = await openCircleDoor(server);
});
afterAll(() => server.close());

it('closes a budget that another wire spent, and tells everybody so', async () => {
  const person = await door.enrol(door.pins.first);
  const { subject } = person;
  for (let guess = 0; guess < door.budget; guess += 1) {
    await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin: door.pins.wrong });
  }
  // Four wrong ones are enough here, wherever they were typed: the fifth is not looked at.
  expect(await door.verify(person, door.pins.first)).toBe('locked');
  const status = await server.call('GET', `/v1/subjects/${subject}/pin`);
  expect(status.body['state']).toBe('locked');
  const events = JSON.parse((await server.call('GET', '/dev/events')).text) as {
    readonly type: string;
    readonly subject: string;
  }[];
  const told = events.filter((event) => event.subject === subject).map(({ type }) => type);
  expect(told).toContain('pin.locked');
  expect(told).toContain('challenge.failed');
});
