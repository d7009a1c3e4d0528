import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  choice,
  demoApp,
  enrol,
  newestCode,
  OTHER_PIN,
  otherApp,
  type Person,
  PIN,
  tokenOf,
} from './app.ts';

const WRONG_CODE = {
  Errors: ['Code is wrong or not valid any more.'],
  ErrorsCode: ['ErrorInvalidCode'],
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

async function sendCode(person: Person, userId = '@me'): Promise<string> {
  const token = await tokenOf(app, person, PIN);
  const path = `/v1.0/users/${userId}/pincode`;
  const { status } = await app.ask('POST', path, undefined, bearer(token));
  if (status !== 200) throw new Error(`HTTP ${status}`);
  return newestCode(server, person.email);
}

const exchange = (Code: unknown, headers = {}, through = app) =>
  through.ask(
    ...(['POST', '/v1.0/users/identifiers/reset/code'] as const),
    ...([{ Code, Identifier: 'ResetPinCode' }, headers] as const),
  );

it('is for @me and for the own id, and for nobody else', async () => {
  const [person, other] = [await enrol(server, { pin: PIN }), await enrol(server, { pin: PIN })];
  expect(await sendCode(person, '%40me')).toMatch(/^[0-9]{6}$/);
  expect(await sendCode(person, person.subject)).toMatch(/^[0-9]{6}$/);
  const token = await tokenOf(app, person, PIN);
  for (const id of [other.subject, '7', 'me']) {
    const path = `/v1.0/users/${id}/pincode`;
    const answer = await app.ask('POST', path, undefined, bearer(token));
    expect([answer.status, answer.body]).toEqual([
      401,
      { Message: 'Authorization has been denied for this request.' },
    ]);
  }
});

it('is a conflict, told as a bare list, for somebody without an address', async () => {
  const person = await enrol(server, { pin: PIN, email: null });
  const token = await tokenOf(app, person, PIN);
  const answer = await app.ask('POST', '/v1.0/users/@me/pincode', undefined, bearer(token));
  expect([answer.status, answer.body]).toEqual([409, ['There is no address to send a code to.']]);
});

it('takes the newest code, once, for ten minutes, in the app that had it sent', async () => {
  const person = await enrol(server, { pin: PIN });
  const first = await sendCode(person);
  const second = await sendCode(person);
  const other = await otherApp(server);
  for (const refused of [
    exchange(first),
    exchange(second, {}, other),
    app.ask('POST', '/v1.0/users/password/reset/code', { Code: second }),
  ]) {
    const { status, body } = await refused;
    expect([status, body]).toEqual([400, WRONG_CODE]);
  }
  expect((await exchange(second)).status).toBe(200);
  expect((await exchange(second)).body).toEqual(WRONG_CODE);
  const third = await sendCode(person);
  await server.advanceClock(10 * 60 + 1);
  expect((await exchange(third)).body).toEqual(WRONG_CODE);
});

it('tells a made-up code from nobody: wrong and unknown look alike', async () => {
  const person = await enrol(server, { pin: PIN });
  const code = await sendCode(person);
  const made = code === '000000' ? '000001' : '000000';
  const { status, body } = await exchange(made);
  expect([status, body]).toEqual([400, WRONG_CODE]);
  expect((await exchange(code)).status).toBe(200);
});

it('wants the code to be that of the bearer, where one is sent along', async () => {
  const [person, other] = [await enrol(server, { pin: PIN }), await enrol(server, { pin: PIN })];
  const theirs = await sendCode(other);
  const token = await tokenOf(app, person, PIN);
  expect((await exchange(theirs, bearer(token))).body).toEqual(WRONG_CODE);
  expect((await exchange(await sendCode(person), bearer('made-up'))).status).toBe(401);
  expect((await exchange(await sendCode(person), bearer(token))).status).toBe(200);
});

it('serves two identifiers, and says so of the others', async () => {
  const ask = (body: object) => app.ask('POST', '/v1.0/users/identifiers/reset/code', body);
  const others = ['UserActivation', 'InvitationEmail', 'ResetSecretQuestion', 'AddUserToProGroup'];
  for (const Identifier of [...others, 'resetpincode', '', 7]) {
    const { status, body } = await ask({ Code: '231408', Identifier });
    expect([status, Object.keys(body['ModelState'] as object)]).toEqual([
      422,
      ['resetCode.Identifier'],
    ]);
  }
  for (const Code of ['23140', '2314088', 'abcdef', '', 231408, null]) {
    const { status, body } = await ask({ Code, Identifier: 'ResetPinCode' });
    expect([status, Object.keys(body['ModelState'] as object)]).toEqual([422, ['resetCode.Code']]);
  }
});

it('clears the lock of the PIN it replaces', async () => {
  const person = await enrol(server, { pin: PIN });
  const token = await tokenOf(app, person, PIN);
  const code = await sendCode(person);
  while ((await app.logIn(person, { pincode: '4071' })).status === 202);
  const { body } = await exchange(code);
  const chosen = choice(body['Model'], OTHER_PIN);
  const set = await app.ask('POST', '/v1/users/pincode/change', chosen, bearer(token));
  expect(set.status).toBe(200);
  await tokenOf(app, person, OTHER_PIN);
});
