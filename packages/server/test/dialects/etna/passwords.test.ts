import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Pin } from '../../../src/core/model/pin.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  demoApp,
  enrol,
  messages,
  newestCode,
  otherApp,
  PASSWORD,
  type Person,
  PIN,
  tokenOf,
} from './app.ts';

const NEW = 'another-Kettle-42';
const SENT = '{"Errors":[],"IsSucceed":true}';
const WRONG_ANSWER = {
  Errors: ['Answer is incorrect, try again.'],
  ErrorsCode: ['ErrorIncorrectAnswer'],
  StatusCode: 400,
  IsSucceed: false,
};

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const start = (User: string, more = {}) =>
  app.ask('POST', '/v1.0/users/password/reset', { User, ...more });
const finish = (Token: unknown, Password = NEW, PasswordConfirmation = Password) =>
  app.ask('PUT', '/v1.0/users/passwords/reset/', { Token, Password, PasswordConfirmation });

async function tokenFor(person: Person): Promise<string> {
  await start(person.email);
  const Code = await newestCode(server, person.email);
  const { body } = await app.ask('POST', '/v1.0/users/password/reset/code', { Code });
  return String(body['Model']);
}

/** Somebody with one security question, who has a PIN. */
async function withQuestion(): Promise<Person> {
  const person = await enrol(server, { pin: PIN });
  const { core } = server.server;
  const tenant = await core.readTenant(server.demo.tenant);
  if (tenant === null) throw new Error('no demo tenant');
  const policy = { ...tenant.policy, questionsMin: 1 };
  const currentPin = Pin.parse(PIN);
  if (currentPin === null) throw new Error('no PIN');
  const about = { actor: 'test', dialect: 'test', source: 'test', requestId: 'test' };
  const set = await core.setQuestions(
    { ...about, tenant: { ...tenant, policy } },
    {
      ...{ subject: { id: person.subject }, purpose: 'login', currentPin },
      questions: [{ question: 'First pet?', type: 'TEXT', hint: null, answer: 'Rex' }],
    },
  );
  expect(set.outcome).toBe('set');
  return person;
}

describe('a forgotten password', () => {
  it('is replaced with a mailed code, once, and ends what was open', async () => {
    const person = await enrol(server, { pin: PIN });
    const open = await tokenOf(app, person, PIN);
    await server.advanceClock(1);
    const started = await start(person.username);
    expect([started.status, started.text]).toEqual([200, SENT]);
    const exchange = { Code: await newestCode(server, person.email), Identifier: 'ResetPassword' };
    const { body } = await app.ask('POST', '/v1.0/users/identifiers/reset/code', exchange);
    const done = await finish(body['Model']);
    expect([done.status, done.text]).toEqual([200, SENT]);
    expect((await finish(body['Model'], 'third-Kettle-43')).body).toMatchObject({
      ...{ ErrorsCode: ['ErrorInvalidToken'], StatusCode: 400, IsSucceed: false },
    });
    expect((await app.logIn(person)).status).toBe(401);
    expect((await app.logIn(person, { password: NEW, pincode: PIN })).status).toBe(200);
    const images = '/v1.0/assets/security-images';
    expect((await app.ask('GET', images, undefined, bearer(open))).status).toBe(401);
  });

  it('is judged without using the token up, and finished without the slash too', async () => {
    const person = await enrol(server);
    const token = await tokenFor(person);
    const repeated = await finish(token, NEW, `${NEW}x`);
    expect([repeated.status, repeated.body]).toEqual([
      422,
      {
        Message: 'Validation error occured while processing entity',
        ModelState: { 'passwordReset.PasswordConfirmation': ['Passwords do not match'] },
      },
    ]);
    for (const poor of ['short', person.email, 'aaaaaaaaaa', 'with\u0000null', '']) {
      const { status, body } = await finish(token, poor);
      expect([status, body['ErrorsCode']]).toEqual([400, ['ErrorInvalidPassword']]);
    }
    const body = { Token: token, Password: NEW, PasswordConfirmation: NEW };
    expect((await app.ask('PUT', '/v1/users/passwords/reset', body)).text).toBe(SENT);
  });

  it('is nothing another app can finish', async () => {
    const token = await tokenFor(await enrol(server));
    const other = await otherApp(server);
    const body = { Token: token, Password: NEW, PasswordConfirmation: NEW };
    const refused = await other.ask('PUT', '/v1/users/passwords/reset', body);
    expect([refused.status, refused.body['ErrorsCode']]).toEqual([400, ['ErrorInvalidToken']]);
    expect((await finish(token)).status).toBe(200);
  });

  it('looks the same for somebody unknown, out of reach, or without a password', async () => {
    await server.call('POST', '/v1/subjects', {
      id: 'no-password',
      identifiers: [{ type: 'email', value: 'no-password@example.com' }],
    });
    const silent = await enrol(server, { email: null });
    const before = (await messages(server)).length;
    for (const User of ['nobody', 'nobody@example.com', 'no-password@example.com', ' ']) {
      const { status, text } = await start(User, { SecretQuestionAnswer: 'Rex' });
      expect([status, text]).toEqual([200, SENT]);
    }
    expect((await start(silent.username)).text).toBe(SENT);
    expect((await messages(server)).length).toBe(before);
    expect((await start(undefined as never)).status).toBe(422);
  });

  it('wants the answer of somebody who has a secret question', async () => {
    const person = await withQuestion();
    const before = (await messages(server)).length;
    for (const more of [{}, { SecretQuestionAnswer: 'Tom' }, { SecretQuestionAnswer: '' }]) {
      const { status, body } = await start(person.username, more);
      expect([status, body]).toEqual([400, WRONG_ANSWER]);
    }
    expect((await messages(server)).length).toBe(before);
    const right = await start(person.username, { SecretQuestionAnswer: ' rex ' });
    expect(right.text).toBe(SENT);
    expect(await newestCode(server, person.email)).toMatch(/^[0-9]{6}$/);
    for (let guess = 0; guess < 5; guess += 1) {
      await start(person.username, { SecretQuestionAnswer: 'Tom' });
    }
    const locked = await start(person.username, { SecretQuestionAnswer: 'Rex' });
    expect([locked.status, locked.body]).toEqual([400, WRONG_ANSWER]);
  });
});

describe('a secret question', () => {
  const question = async (username: string) => {
    const path = `/v1.0/users/password/secret-question?username=${encodeURIComponent(username)}`;
    const { status, text } = await app.ask('GET', path);
    return [status, text];
  };

  it('is told by login and by address, and is empty for everybody without one', async () => {
    const [asked, other] = [await withQuestion(), await enrol(server)];
    const shown = [200, '{"Model":"First pet?","Errors":[],"IsSucceed":true}'];
    expect(await question(asked.username)).toEqual(shown);
    expect(await question(asked.email)).toEqual(shown);
    for (const name of [other.username, 'nobody', 'nobody@example.com']) {
      expect(await question(name)).toEqual([200, '{"Model":"","Errors":[],"IsSucceed":true}']);
    }
    expect((await question(''))[0]).toBe(422);
  });
});

describe('a known password', () => {
  const change = (token: string, body: object, userId = '@me') =>
    app.ask('PUT', `/v1.0/users/${userId}/password/change`, body, bearer(token));
  const wanted = (OldPassword: unknown, Password = NEW) => ({
    ...{ OldPassword, Password, PasswordConfirm: Password },
  });
  const refusal = (field: string, rule: string) => ({
    Message: 'Validation error occured while processing entity',
    ModelState: { [`userPassword.${field}`]: [rule] },
  });

  it('is changed by its owner only', async () => {
    const [person, other] = [await enrol(server, { pin: PIN }), await enrol(server)];
    const token = await tokenOf(app, person, PIN);
    expect((await change(token, wanted(PASSWORD), other.subject)).status).toBe(401);
    const missing = await change(token, { Password: NEW, PasswordConfirm: NEW });
    expect([missing.status, missing.body]).toEqual([
      422,
      refusal('OldPassword', 'Password is required'),
    ]);
    const unlike = await change(token, { ...wanted(PASSWORD), PasswordConfirm: 'x' });
    expect(unlike.body).toEqual(refusal('PasswordConfirm', 'Passwords do not match'));
    const wrong = await change(token, wanted('wrong'));
    expect([wrong.status, wrong.body]).toEqual([
      422,
      refusal('OldPassword', 'Password is incorrect'),
    ]);
    for (const poor of ['short', PASSWORD]) {
      const { status, body } = await change(token, wanted(PASSWORD, poor));
      expect([status, Object.keys(body['ModelState'] as object)]).toEqual([
        422,
        ['userPassword.Password'],
      ]);
    }
    await server.advanceClock(1);
    expect((await change(token, wanted(PASSWORD), person.subject)).status).toBe(200);
    expect((await app.logIn(person, { password: NEW, pincode: PIN })).status).toBe(200);
    expect((await change(token, wanted(NEW, 'third-Kettle-43'))).status).toBe(401);
  });

  it('is locked by wrong old ones, with the budget of logins', async () => {
    const person = await enrol(server, { pin: PIN });
    const token = await tokenOf(app, person, PIN);
    for (let guess = 0; guess < 5; guess += 1) await change(token, wanted('wrong'));
    const locked = await change(token, wanted(PASSWORD));
    expect([locked.status, locked.body]).toEqual([
      409,
      refusal('OldPassword', 'Too many wrong passwords. Try again later.'),
    ]);
    expect((await app.logIn(person, { pincode: PIN })).body['Step']).toBe('BaseAuthentication');
  });
});
