import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
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
afterAll(() => server.close());

const LARGEST = 2n ** 64n - 1n;

const send = (person: Person, pin: string) => person.ask('POST', '/pin/verify', { pin });

/** Refused as the vendor refuses what it did not look at: told like a wrong PIN, and free. */
function expectUnread({ status, error, data }: WireAnswer) {
  expect([status, error?.code, data]).toEqual([202, 20119, undefined]);
  expect(error?.extra?.['reason']).toEqual(expect.any(String));
  expect(error?.extra).not.toHaveProperty('remaining');
}

async function expectCharged(person: Person, charged: number) {
  expect(await failures(person)).toHaveLength(charged);
  expect(await remaining(server, person.userId)).toBe(5 - charged);
}

it('a PIN text is good for one try, under whatever token it comes again', async () => {
  const person = await makePerson(server);
  const right = person.seal(FIRST_PIN);
  expect((await send(person, right)).data).toMatchObject({ user_id: person.userId });
  for (let copy = 0; copy < 6; copy += 1) expectUnread(await send(person, right));
  await expectCharged(person, 0);
});

it('a captured wrong one can not be repeated until its owner is locked out', async () => {
  const person = await makePerson(server);
  const wrong = person.seal(WRONG_PIN);
  expect((await send(person, wrong)).error).toMatchObject({ code: 20119, extra: { remaining: 4 } });
  for (let copy = 0; copy < 6; copy += 1) expectUnread(await send(person, wrong));
  await expectCharged(person, 1);
  expect((await person.verify(FIRST_PIN)).data).toBeDefined();
});

it('is not fooled by another spelling of the same text, or by its other field', async () => {
  const person = await makePerson(server);
  const text = person.seal(FIRST_PIN, { encoding: 'base64' });
  expect((await send(person, text)).data).toBeDefined();
  const url = Buffer.from(text, 'base64').toString('base64url');
  expectUnread(await send(person, url));
  expectUnread(await person.ask('POST', '/pin/verify', { pin_base64: url }));
  expectUnread(
    await person.ask('POST', '/pin/update', { pin: url, old_pin: person.seal(NEW_PIN) }),
  );
  await expectCharged(person, 0);
});

it('the iterator only rises within a session, in whatever unit, and starts at 1', async () => {
  const person = await makePerson(server);
  const device = await openSession(server, person.userId);
  expectUnread(await device.verify(FIRST_PIN, { iterator: 0n }));
  expect((await device.verify(FIRST_PIN, { iterator: 1n })).data).toBeDefined();
  expectUnread(await device.verify(FIRST_PIN, { iterator: 1n }));
  expect((await device.verify(WRONG_PIN, { iterator: 7n })).error?.extra).toHaveProperty(
    'remaining',
  );
  for (const stale of [0n, 6n, 7n]) {
    expectUnread(await device.verify(FIRST_PIN, { iterator: stale }));
    expectUnread(await device.verify(WRONG_PIN, { iterator: stale }));
  }
  expect((await device.verify(FIRST_PIN, { iterator: 8n })).data).toBeDefined();
  // Bit 63 and the end are numbers like all others.
  expect((await device.verify(FIRST_PIN, { iterator: 2n ** 63n })).data).toBeDefined();
  expect((await device.verify(FIRST_PIN, { iterator: LARGEST })).data).toBeDefined();
  expectUnread(await device.verify(FIRST_PIN, { iterator: LARGEST }));
  expectUnread(await device.verify(FIRST_PIN));
  // The right ones after the wrong one took nothing back on this wire.
  expect(await failures(person)).toEqual(['VERIFICATION']);
});

it('a new session starts from nothing, and the marks of others do not concern it', async () => {
  const person = await makePerson(server);
  expect((await person.verify(FIRST_PIN, { iterator: LARGEST })).data).toBeDefined();
  const device = await openSession(server, person.userId, 'rsa');
  expect((await device.verify(FIRST_PIN, { iterator: 1n })).data).toBeDefined();
  expectUnread(await person.verify(FIRST_PIN));
});

it('a PIN text of one session is nothing to another one of the same user', async () => {
  const person = await makePerson(server);
  const device = await openSession(server, person.userId);
  expectUnread(await send(device, person.seal(FIRST_PIN)));
  expectUnread(await send(device, person.seal(WRONG_PIN)));
  await expectCharged(person, 0);
});

it('a change takes the two texts in any order, also as each other’s equals', async () => {
  const person = await makePerson(server);
  const device = await openSession(server, person.userId);
  const change = (from: string, to: string, old: bigint, wanted: bigint) =>
    device.ask('POST', '/pin/update', {
      old_pin: device.seal(from, { iterator: old }),
      pin: device.seal(to, { iterator: wanted }),
    });
  // The new one was encrypted first.
  expect((await change(FIRST_PIN, NEW_PIN, 20n, 10n)).data).toMatchObject({ has_pin: true });
  // The larger of the two is the mark.
  expectUnread(await device.verify(NEW_PIN, { iterator: 20n }));
  expectUnread(await change(NEW_PIN, '284617', 21n, 15n));
  expectUnread(await change(NEW_PIN, '284617', 15n, 21n));
  expect((await change(NEW_PIN, '284617', 22n, 22n)).data).toMatchObject({ has_pin: true });
  expect((await device.verify('284617', { iterator: 23n })).data).toBeDefined();
  await expectCharged(person, 0);
});

it.each(GENERATIONS.filter(({ name }) => name.startsWith('community')))(
  'the first thing $name does on a session may be a change',
  async ({ open, keystore, algorithm }) => {
    const person = await makePerson(server);
    const { keystores } = await openSession(server, person.userId, algorithm);
    const client = open(server.demo.mixin.baseUrl, keystores[keystore] ?? {});
    expect((await client.changePin(FIRST_PIN, NEW_PIN)).data).toMatchObject({ has_pin: true });
    expect((await client.verifyPin(NEW_PIN)).data).toBeDefined();
  },
);

it('the time in a text may be five minutes off, and no more', async () => {
  const person = await makePerson(server);
  const now = Math.floor(server.server.core.now() / 1000);
  for (const off of [-295, 295]) {
    expect((await person.verify(FIRST_PIN, { seconds: now + off })).data).toBeDefined();
  }
  const device = await openSession(server, person.userId);
  for (const off of [-310, 310, -86_400, 86_400]) {
    expectUnread(await device.verify(FIRST_PIN, { seconds: now + off, iterator: 5n }));
    expectUnread(await device.verify(WRONG_PIN, { seconds: now + off, iterator: LARGEST }));
  }
  // What was too old or too new has moved nothing.
  expect((await device.verify(FIRST_PIN, { iterator: 1n })).data).toBeDefined();
  await expectCharged(person, 0);
});

it('an old text does not become new again with the clock', async () => {
  const person = await makePerson(server);
  const early = person.seal(FIRST_PIN);
  await server.advanceClock(301);
  expectUnread(await send(person, early));
  expect((await person.verify(FIRST_PIN)).data).toBeDefined();
  await expectCharged(person, 0);
});

it.each([FIRST_PIN, WRONG_PIN])(
  'of copies of one text at once, one is evaluated: %s',
  async (pin) => {
    const person = await makePerson(server);
    const text = person.seal(pin);
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(person, text)));
    const evaluated = answers.filter(
      ({ data, error }) => data !== undefined || error?.extra?.['remaining'] !== undefined,
    );
    expect(evaluated).toHaveLength(1);
    for (const answer of answers) if (!evaluated.includes(answer)) expectUnread(answer);
    await expectCharged(person, pin === FIRST_PIN ? 0 : 1);
  },
);

it('of copies of one change at once, one is made', async () => {
  const person = await makePerson(server);
  const body = { old_pin: person.seal(FIRST_PIN), pin: person.seal(NEW_PIN) };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => person.ask('POST', '/pin/update', body)),
  );
  expect(answers.filter(({ data }) => data !== undefined)).toHaveLength(1);
  for (const answer of answers) if (answer.data === undefined) expectUnread(answer);
  await expectCharged(person, 0);
  expect((await person.verify(NEW_PIN)).data).toBeDefined();
});

it('a text that can not be read moves nothing, so garbage can not end a session', async () => {
  const person = await makePerson(server);
  for (let guess = 0; guess < 40; guess += 1) {
    const garbage = Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('base64url');
    expectUnread(await send(person, garbage));
  }
  expect((await person.verify(FIRST_PIN)).data).toBeDefined();
  await expectCharged(person, 0);
});

it('the trail tells apart what the wire calls only a wrong PIN', async () => {
  const person = await makePerson(server);
  const used = person.seal(FIRST_PIN);
  await send(person, used);
  const hour = Math.floor(server.server.core.now() / 1000) - 3_600;
  await person.verify(WRONG_PIN);
  await send(person, used);
  await send(person, Buffer.alloc(40).toString('base64url'));
  await send(person, person.seal(FIRST_PIN, { seconds: hour }));
  await send(person, '!');
  const { body } = await server.admin('GET', '/tenants/demo/audit');
  const entries = body['entries'] as { outcome: string; reason: string | null; subject: string }[];
  const own = entries.filter(({ subject }) => subject === person.userId).slice(0, 5);
  expect(own.map(({ outcome, reason }) => [outcome, reason]).reverse()).toEqual([
    ['wrong', null],
    ['not_evaluated', 'sent before, or out of order'],
    ['not_evaluated', 'does not decrypt or unpad'],
    ['not_evaluated', 'clock outside the window'],
    ['not_evaluated', 'no base64'],
  ]);
});
