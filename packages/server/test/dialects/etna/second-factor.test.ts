import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestAnswer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  choice,
  configure,
  demoApp,
  enrol,
  newestCode,
  type Person,
  PIN,
  pinOf,
} from './app.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
  await configure(server, { secondFactor: 'email' });
});
afterAll(() => server.close());

const EXPECTING = {
  Step: 'VerificationCode',
  Reason: 'Expecting confirmation code',
  State: 'Expecting',
  Token: expect.any(String),
};

function failed(Reason: string | RegExp) {
  const reason = typeof Reason === 'string' ? Reason : expect.stringMatching(Reason);
  return { State: 'Failed', Step: 'VerificationCode', Reason: reason };
}

/** The first request, which sends a code. */
async function begin(person: Person): Promise<{ token: string; code: string }> {
  const { status, body } = await app.logIn(person);
  expect([status, body]).toEqual([202, EXPECTING]);
  return { token: String(body['Token']), code: await newestCode(server, person.email) };
}

function show(person: Person, token: string, verificationcode: string, more = {}) {
  return app.logIn(person, { ...bearer(token), verificationcode, ...more });
}

function wrongFor(code: string): string {
  return code === '111111' ? '222222' : '111111';
}

const seen = ({ status, body }: TestAnswer) => [status, body];

it('asks for the code before the PIN, and for the PIN after', async () => {
  const person = await enrol(server, { pin: PIN });
  const { token, code } = await begin(person);
  const proven = await show(person, token, code);
  expect(proven.status).toBe(202);
  expect(proven.body).toMatchObject({ Step: 'SecutityPin', Reason: 'Invalid pin' });
  const second = String(proven.body['Token']);
  expect(second).not.toBe(token);
  const done = await app.logIn(person, { ...bearer(second), pincode: PIN });
  expect([done.status, done.body['State']]).toEqual([200, 'Succeeded']);
});

it('leads somebody without a PIN to their first one', async () => {
  const person = await enrol(server);
  const { token, code } = await begin(person);
  const proven = await show(person, token, code);
  expect([proven.status, proven.body['Reason']]).toEqual([202, 'PIN code is not init']);
  const chosen = choice(proven.body['ConfirmationToken'], PIN);
  // "The authorization token from the very first token request": the one from before the code.
  const set = await app.ask('PUT', '/v1.0/users/pincode/change', chosen, bearer(token));
  expect(set.status).toBe(200);
});

it('looks at no PIN before the code was shown in a request before', async () => {
  const person = await enrol(server, { pin: PIN });
  const first = await app.logIn(person, { pincode: PIN });
  expect(seen(first)).toEqual([202, EXPECTING]);
  const code = await newestCode(server, person.email);
  const both = await show(person, String(first.body['Token']), code, { pincode: PIN });
  expect([both.status, both.body['Step']]).toEqual([202, 'SecutityPin']);
  for (let guess = 0; guess < 6; guess += 1) await app.logIn(person, { pincode: '4071' });
  expect(await pinOf(server, person)).toEqual({ state: 'active', attemptsRemaining: 5 });
});

it('wants the password with every step', async () => {
  const person = await enrol(server);
  const { token, code } = await begin(person);
  const wrong = await show(person, token, code, { password: 'wrong' });
  expect([wrong.status, wrong.body['Step']]).toEqual([401, 'BaseAuthentication']);
  expect((await show(person, token, code)).status).toBe(202);
});

it('calls a code without its own interim token a corrupted ticket, and charges nothing', async () => {
  const [person, other] = [await enrol(server), await enrol(server)];
  const [own, theirs] = [await begin(person), await begin(other)];
  for (const headers of [{}, bearer('made-up'), bearer(theirs.token)]) {
    const answer = await app.logIn(person, { ...headers, verificationcode: own.code });
    expect(seen(answer)).toEqual([401, failed('Corrupted ticket')]);
  }
  expect((await show(person, own.token, own.code)).body['Step']).toBe('SecutityPin');
});

it('lets the newest code win', async () => {
  const person = await enrol(server);
  const [first, second] = [await begin(person), await begin(person)];
  expect(seen(await show(person, first.token, first.code))).toEqual([401, failed(/not valid/)]);
  expect((await show(person, second.token, second.code)).body['Step']).toBe('SecutityPin');
});

it('gives a code five tries, and sends no other one for a wrong one', async () => {
  const person = await enrol(server);
  const { token, code } = await begin(person);
  for (let tries = 1; tries < 5; tries += 1) {
    expect(seen(await show(person, token, wrongFor(code)))).toEqual([202, EXPECTING]);
    expect(await newestCode(server, person.email)).toBe(code);
  }
  expect(seen(await show(person, token, wrongFor(code)))).toEqual([401, failed(/not valid/)]);
  const late = await show(person, token, code);
  expect([late.status, late.body['Step']]).toEqual([401, 'VerificationCode']);
});

it('takes what is no code for no try', async () => {
  const person = await enrol(server);
  const { token, code } = await begin(person);
  for (const none of ['12345', '1234567', 'abcdef', '12 456']) {
    expect(seen(await show(person, token, none))).toEqual([202, EXPECTING]);
  }
  for (let tries = 1; tries < 5; tries += 1) await show(person, token, wrongFor(code));
  expect((await show(person, token, code)).body['Step']).toBe('SecutityPin');
});

it('takes an empty header for none, and sends a code', async () => {
  const person = await enrol(server);
  expect(seen(await app.logIn(person, { verificationcode: '' }))).toEqual([202, EXPECTING]);
  expect(await newestCode(server, person.email)).toMatch(/^[0-9]{6}$/);
});

it('takes a code once, and for ten minutes', async () => {
  const person = await enrol(server);
  const { token, code } = await begin(person);
  expect((await show(person, token, code)).status).toBe(202);
  expect(seen(await show(person, token, code))).toEqual([401, failed(/not valid/)]);
  const later = await begin(person);
  await server.advanceClock(10 * 60 + 1);
  expect(seen(await show(person, later.token, later.code))).toEqual([401, failed(/not valid/)]);
});

it('says so when no code can be sent', async () => {
  const person = await enrol(server, { email: null });
  expect(seen(await app.logIn(person))).toEqual([401, failed(/no address/)]);
});

it('does not take a token from before the tenant wanted a second factor', async () => {
  await configure(server, {});
  const person = await enrol(server, { pin: PIN });
  const early = String((await app.logIn(person)).body['Token']);
  await configure(server, { secondFactor: 'email' });
  const answer = await app.logIn(person, { ...bearer(early), pincode: PIN });
  expect(seen(answer)).toEqual([202, EXPECTING]);
});

it('sends a text message where the tenant prefers one', async () => {
  await configure(server, { secondFactor: 'sms' });
  const person = await enrol(server);
  await server.call('PATCH', `/v1/subjects/${person.subject}`, {
    identifiers: [
      { type: 'username', value: person.username },
      { type: 'email', value: person.email },
      { type: 'msisdn', value: '254712000111' },
    ],
  });
  const { body } = await app.logIn(person);
  const code = await newestCode(server, '+254712000111');
  const proven = await show(person, String(body['Token']), code);
  await configure(server, { secondFactor: 'email' });
  expect(proven.body['Step']).toBe('SecutityPin');
});
