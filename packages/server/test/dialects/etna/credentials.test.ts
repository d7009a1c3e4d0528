import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  configure,
  demoApp,
  enrol,
  otherApp,
  PASSWORD,
  PIN,
  pinOf,
  tokenOf,
} from './app.ts';

const REFUSED = '{"State":"Failed","Step":"BaseAuthentication","Reason":"Invalid credentials"}';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

/** Wrong passwords of somebody that were charged, by the trail. */
async function charged(subject: string): Promise<number> {
  const { core } = server.server;
  const tenant = await core.readTenant(server.demo.tenant);
  if (tenant === null) throw new Error('no demo tenant');
  const call = { tenant, actor: 'test', dialect: 'test', source: 'test', requestId: 'test' };
  const entries = await core.listAudit(call, 10_000);
  const own = entries.filter((each) => each.subject === subject);
  return own.filter((each) => each.action === 'password.verify').length;
}

it('answers unknown, wrong, locked, suspended and foreign alike, byte for byte', async () => {
  const [person, locked, suspended] = [
    await enrol(server, { pin: PIN }),
    await enrol(server),
    await enrol(server),
  ];
  for (let guess = 0; guess < 5; guess += 1) await app.logIn(locked, { password: 'wrong' });
  const path = `/tenants/${server.demo.tenant}/subjects/${suspended.subject}/suspend`;
  await server.admin('POST', path, { reason: 'test' });
  await server.call('POST', '/v1/subjects', {
    id: 'no-password',
    identifiers: [{ type: 'username', value: 'no-password' }],
  });
  const foreign = await otherApp(server, 'another-broker');
  const answers = [
    await app.logIn({ username: 'nobody' }),
    await app.logIn({ username: 'no-password' }),
    await app.logIn({ username: 'nobody@example.com' }),
    await app.logIn(person, { password: 'wrong' }),
    await app.logIn(person, { password: 'wrong', pincode: PIN }),
    await app.logIn(locked),
    await app.logIn(suspended),
    await foreign.logIn(person),
    await app.logIn(person, { password: '' }),
    await app.logIn(person, { username: '' }),
    await app.logIn(person, { username: 'x'.repeat(300) }),
    await app.logIn(person, { password: 'x'.repeat(2_000) }),
    await app.ask('POST', '/token'),
  ];
  const shown = answers.map(({ status, text, headers }) => {
    const names = [...headers.keys()].filter((name) => name !== 'date').join();
    return `${status} ${text} ${names}`;
  });
  expect(new Set(shown).size).toBe(1);
  expect([answers[0]?.status, answers[0]?.text]).toEqual([401, REFUSED]);
  expect(await pinOf(server, person)).toEqual({ state: 'active', attemptsRemaining: 5 });
});

it('charges nothing for what is no password', async () => {
  const person = await enrol(server);
  const before = await charged(person.subject);
  for (let times = 0; times < 6; times += 1) {
    await app.logIn(person, { password: '' });
    await app.ask('POST', '/token', undefined, { username: person.username });
    await app.logIn(person, { password: 'x'.repeat(200) });
  }
  expect(await charged(person.subject)).toBe(before);
  expect((await app.logIn(person)).status).toBe(202);
});

it('locks passwords for themselves, and opens again when the lock ends', async () => {
  const person = await enrol(server, { pin: PIN });
  for (let guess = 0; guess < 5; guess += 1) await app.logIn(person, { password: 'wrong' });
  expect((await app.logIn(person, { pincode: PIN })).text).toBe(REFUSED);
  await server.advanceClock(61);
  await tokenOf(app, person, PIN);
});

it('knows a person by login and by e-mail address, in any letter case', async () => {
  const person = await enrol(server, { pin: PIN });
  for (const username of [person.username.toUpperCase(), person.email, ` ${person.email} `]) {
    expect((await app.logIn({ username }, { pincode: PIN })).status).toBe(200);
  }
});

it('reads names and passwords in UTF-8 and in Latin-1', async () => {
  const username = 'zoë.müller';
  const identifiers = [{ type: 'username', value: username }];
  await server.call('POST', '/v1/subjects', { id: 'zoe', identifiers });
  const password = 'Grüße-aus-Köln';
  const path = `/tenants/${server.demo.tenant}/subjects/zoe/password`;
  await server.admin('PUT', path, { password, mustChange: false });
  const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const utf8 = await app.logIn({ username: bytes(username) }, { password: bytes(password) });
  const latin1 = await app.logIn({ username }, { password });
  expect([utf8.status, latin1.status]).toEqual([202, 202]);
});

it('wants a password that has expired changed, and gives the token for it', async () => {
  const person = await enrol(server, { mustChangePassword: true });
  const { status, body } = await app.logIn(person);
  expect([status, body]).toEqual([
    401,
    {
      State: 'Failed',
      Step: 'BaseAuthentication',
      Reason: 'Your Password has expired and must be changed',
      ConfirmationToken: expect.any(String),
    },
  ]);
  const Password = 'another-Kettle-42';
  const finish = (Token: unknown) =>
    app.ask('PUT', '/v1.0/users/passwords/reset/', {
      ...{ Token, Password, PasswordConfirmation: Password },
    });
  const done = await finish(body['ConfirmationToken']);
  expect([done.status, done.text]).toEqual([200, '{"Errors":[],"IsSucceed":true}']);
  expect((await app.logIn(person)).text).toBe(REFUSED);
  expect((await app.logIn(person, { password: Password })).status).toBe(202);
  expect((await finish(body['ConfirmationToken'])).status).toBe(400);
});

it('lets a password expire with age where the tenant says so', async () => {
  const person = await enrol(server, { pin: PIN });
  await configure(server, { passwordMaxAgeDays: 30 });
  await tokenOf(app, person, PIN);
  await server.advanceClock(30 * 24 * 3600);
  const { status, body } = await app.logIn(person, { pincode: PIN });
  await configure(server, {});
  expect([status, body['Step']]).toEqual([401, 'BaseAuthentication']);
  expect(body['Reason']).toBe('Your Password has expired and must be changed');
  expect((await app.logIn(person, { password: PASSWORD, pincode: PIN })).status).toBe(200);
});
