import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import type { MixinClient } from './client.ts';
import { GENERATIONS } from './clients.ts';
import {
  FIRST_PIN,
  failures,
  makePerson,
  NEW_PIN,
  openSession,
  type Person,
  remaining,
  WRONG_PIN,
} from './people.ts';
import type { WireAnswer } from './signer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const HOUR = 3600;

const realNow = Date.now;

/** Lets time pass for the SDKs, and for the server: it runs in this very process. */
function letPass(seconds: number): void {
  const lead = Date.now() - realNow() + seconds * 1000;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + lead);
}

const codeOf = ({ data, error }: Pick<WireAnswer, 'data' | 'error'>) =>
  data === undefined ? error?.code : 'right';

async function lockOut(person: Person): Promise<void> {
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect((await person.verify(WRONG_PIN)).error?.code).toBe(20119);
  }
}

/** What cannot be read is no try: the answer tells of the lock and moves nothing. */
async function lockedUntil(person: Person): Promise<number> {
  const { error } = await person.ask('POST', '/pin/verify', { pin: 'AAAA' });
  const [instant] = /\d{4}-\S+Z/.exec(String(error?.extra?.['reason'])) ?? [];
  return Date.parse(String(instant));
}

describe.each(GENERATIONS)('$name', ({ open, keystore, algorithm }) => {
  async function openClient({ userId }: Person): Promise<MixinClient> {
    const { keystores } = await openSession(server, userId, algorithm);
    return open(server.demo.mixin.baseUrl, keystores[keystore] ?? {});
  }

  it('locks with the fifth wrong PIN, which is still told as wrong', async () => {
    const person = await makePerson(server);
    const client = await openClient(person);
    const wrongOnes = [
      () => client.verifyPin(WRONG_PIN),
      () => client.changePin(WRONG_PIN, NEW_PIN),
      () => client.verifyPin(WRONG_PIN),
      () => client.verifyPin(WRONG_PIN),
      () => client.changePin(WRONG_PIN, NEW_PIN),
    ];
    for (const [count, guess] of wrongOnes.entries()) {
      const { error } = await guess();
      expect(error).toMatchObject({ code: 20119, extra: { remaining: 4 - count } });
      expect(await failures(person)).toHaveLength(count + 1);
      const own = await client.logs?.({ category: 'PIN_INCORRECT', limit: 100 });
      if (own !== undefined) expect(own).toHaveLength(count + 1);
      // A right one in between is right, and takes nothing back.
      if (count < 4) expect((await client.verifyPin(FIRST_PIN)).data).toBeDefined();
    }
    const locked = { code: 429, description: 'Too Many Requests.' };
    expect((await client.verifyPin(FIRST_PIN)).error).toMatchObject(locked);
    expect((await client.verifyPin(WRONG_PIN)).error).toMatchObject(locked);
    expect((await client.changePin(FIRST_PIN, NEW_PIN)).error).toMatchObject(locked);
    // What was not evaluated is no wrong PIN.
    expect(await failures(person)).toHaveLength(5);
  });

  it('opens again after 24 hours, by the clock of the device too', async () => {
    const person = await makePerson(server);
    const client = await openClient(person);
    for (let wrong = 0; wrong < 5; wrong += 1) await client.verifyPin(WRONG_PIN);
    letPass(24 * HOUR + 1);
    expect((await client.verifyPin(FIRST_PIN)).data).toMatchObject({ user_id: person.userId });
    expect((await client.changePin(FIRST_PIN, NEW_PIN)).data).toMatchObject({ has_pin: true });
    // The log is a history: it is the apps that count one day of it.
    expect(await failures(person)).toHaveLength(5);
  });
});

describe('the five of 24 hours', () => {
  it('leave the count one by one', async () => {
    const person = await makePerson(server);
    for (let wrong = 0; wrong < 3; wrong += 1) await person.verify(WRONG_PIN);
    // The tenant's own budget is five in a row, however far apart; this ends the row.
    expect(codeOf(await person.verify(FIRST_PIN))).toBe('right');
    letPass(12 * HOUR);
    await person.verify(WRONG_PIN);
    letPass(12 * HOUR + 1);
    const { error } = await person.verify(WRONG_PIN);
    expect(error).toMatchObject({ code: 20119, extra: { remaining: 3 } });
  });

  it('lock over all sessions and calls', async () => {
    const person = await makePerson(server);
    const devices = [person, await openSession(server, person.userId, 'rsa')];
    const codes = [];
    for (let guess = 0; guess < 6; guess += 1) {
      const device = devices[guess % 2] ?? person;
      codes.push(codeOf(await device.verify(WRONG_PIN)));
    }
    expect(codes).toEqual([20119, 20119, 20119, 20119, 20119, 429]);
  });

  it('are told before what is wrong with a text: a locked PIN is locked', async () => {
    const person = await makePerson(server);
    const used = person.seal(FIRST_PIN);
    await person.ask('POST', '/pin/verify', { pin: used });
    await lockOut(person);
    expect(codeOf(await person.ask('POST', '/pin/verify', { pin: used }))).toBe(429);
    expect(codeOf(await person.verify('4829'))).toBe(429);
    expect(codeOf(await person.update(NEW_PIN))).toBe(429);
  });
});

describe('trying on while locked', () => {
  it('moves the end to 24 hours after the try', async () => {
    const person = await makePerson(server);
    await lockOut(person);
    letPass(23 * HOUR);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
    letPass(2 * HOUR);
    // The fifth is 25 hours ago, the try 2.
    const left = (await lockedUntil(person)) - server.server.core.now();
    expect(left / 1000).toBeGreaterThan(22 * HOUR - 60);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
    letPass(24 * HOUR + 1);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe('right');
  });

  it('moves it no further than three days from the beginning', async () => {
    const person = await makePerson(server);
    await lockOut(person);
    for (let day = 0; day < 3; day += 1) {
      letPass(23 * HOUR);
      expect([day, codeOf(await person.verify(FIRST_PIN))]).toEqual([day, 429]);
    }
    letPass(3 * HOUR + 60);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe('right');
  });

  it('can be switched off', async () => {
    await server.admin('PATCH', '/tenants/demo', { dialects: { mixin: { lockHoursMax: 0 } } });
    const person = await makePerson(server);
    await lockOut(person);
    letPass(23 * HOUR);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
    letPass(HOUR + 1);
    expect(codeOf(await person.verify(FIRST_PIN))).toBe('right');
    await server.admin('PATCH', '/tenants/demo', { dialects: { mixin: {} } });
  });
});

it('staff give a fresh count, and the log that apps count is empty', async () => {
  const person = await makePerson(server);
  await lockOut(person);
  expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
  const path = `/tenants/demo/subjects/${person.userId}/unlock`;
  const unlocked = await server.admin('POST', path, { reason: 'known by voice' });
  expect(unlocked.status).toBe(200);
  expect(await failures(person)).toEqual([]);
  await lockOut(person);
  expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
  expect(await failures(person)).toHaveLength(5);
});

it('of thirty wrong ones at once, through this wire and the native one, five are evaluated', async () => {
  const person = await makePerson(server);
  const sessions = await Promise.all(
    Array.from({ length: 15 }, () => openSession(server, person.userId)),
  );
  const path = `/v1/subjects/${person.userId}/pin/verify`;
  const here = sessions.map((session) => session.verify(WRONG_PIN).then(codeOf));
  const there = sessions.map(async () => {
    const { body } = await server.call('POST', path, { pin: WRONG_PIN });
    return body['outcome'];
  });
  const told = await Promise.all([...here, ...there]);
  expect(told.filter((each) => each === 20119 || each === 'wrong')).toHaveLength(5);
  expect(told.filter((each) => each === 429 || each === 'locked')).toHaveLength(25);
  expect(await failures(person)).toHaveLength(5);
  expect(await remaining(server, person.userId)).toBe(0);
  expect(codeOf(await person.verify(FIRST_PIN))).toBe(429);
});
