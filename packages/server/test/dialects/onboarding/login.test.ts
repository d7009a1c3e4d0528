import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { login } from '../../../src/dialects/onboarding/calls/login.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  changeBody,
  demoApp,
  enrol,
  logIn,
  loginBody,
  loginToken,
  OTHER_DEVICE,
  proveMobile,
} from './app.ts';
import { callOf, guessesLeft, subjectOf } from './subjects.ts';

const V1 = '/onboarding/user/login/v1';
const CHANGE = '/onboarding/user/changePin/v1';
const WRONG = { resCode: 17, resDesc: 'Entered PIN is in-correct' };
const LOCKED = { resCode: 28, resDesc: 'Pin Locked' };

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

let accounts = 0;

/** Staff make somebody with an account number, and a PIN unless it is `null`. */
async function make(pin: string | null = '8305', over: object = {}): Promise<string> {
  accounts += 1;
  const value = `4000${String(accounts).padStart(4, '0')}`;
  const identifiers = [{ type: 'account', value }];
  await server.call('POST', '/v1/subjects', { id: `person-${value}`, identifiers });
  if (pin !== null) {
    await server.call('PUT', `/v1/subjects/person-${value}/pin`, { pin, ...over });
  }
  return value;
}

/** A token of a partner, who shows no secret. */
async function partnerToken(accountNumber: string): Promise<string> {
  const wanted = { referenceId: 'r', sdkPublicKey: '', sdkApiKey: app.apiKey, accountNumber };
  const { body } = await app.post('/token-service/client/server/new/token', '', wanted);
  return String(body['token']);
}

describe('how long a login takes', () => {
  it('is told in steps, at both of its addresses', () => {
    expect(login.map(({ answersEveryMs }) => answersEveryMs)).toEqual([50, 50]);
  });
});

describe('the lock', () => {
  it('comes with the fifth wrong PIN, and ends by itself', async () => {
    const account = await make();
    await loginToken(app, { account, pin: '8305' });
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await logIn(app, { account, pin: '4071' })).toEqual(WRONG);
    }
    expect(await logIn(app, { account, pin: '8305' })).toEqual(LOCKED);
    await server.advanceClock(55);
    expect(await logIn(app, { account, pin: '8305' })).toEqual(LOCKED);
    await server.advanceClock(6);
    expect(await logIn(app, { account, pin: '8305' })).toMatchObject({ resCode: 200 });
    expect(await guessesLeft(server, account)).toBe(5);
  });

  it('counts a login and a change of the PIN together', async () => {
    const account = await make();
    const token = await loginToken(app, { account, pin: '8305' });
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await logIn(app, { account, pin: '4071' })).toEqual(WRONG);
    }
    for (let guess = 0; guess < 2; guess += 1) {
      expect(await app.ask(CHANGE, token, changeBody('4071', '5927'))).toEqual({
        ...{ resCode: 49, resDesc: 'Invalid Pin' },
      });
    }
    expect(await app.ask(CHANGE, token, changeBody('8305', '5927'))).toEqual(LOCKED);
    expect(await logIn(app, { account, pin: '8305' })).toEqual(LOCKED);
  });
});

describe('to a stranger', () => {
  it('an unknown account, no PIN, a wrong PIN and a lock look the same, guess after guess', async () => {
    const known = await make();
    await loginToken(app, { account: known, pin: '8305' });
    const unset = await make(null);
    const suspended = await make();
    await server.admin('POST', `/tenants/demo/subjects/person-${suspended}/suspend`, {
      reason: 'a test',
    });
    for (const account of [known, unset, suspended, '40009999', '9999999999999999999']) {
      const answers = [];
      for (let guess = 0; guess < 7; guess += 1) {
        const token = await partnerToken(account);
        const login = loginBody({ pin: '4071', deviceId: OTHER_DEVICE }, token);
        const headers = { 'x-account-number': account };
        const { status, text } = await app.post(V1, token, login, headers);
        answers.push([status, text]);
      }
      expect([account, new Set(answers.map(String))]).toEqual([
        account,
        new Set([`200,${JSON.stringify(WRONG)}`]),
      ]);
    }
    expect(await logIn(app, { account: known, pin: '8305' })).toEqual(LOCKED);
  });

  it('a look at nobody leaves its trace as a look at somebody does', async () => {
    await logIn(app, { account: '40008888', pin: '4071' });
    expect((await trail())[0]).toMatchObject({
      ...{ action: 'pin.verify', outcome: 'unknown_subject' },
    });
  });
});

describe('the person', () => {
  it('learns how the account stands: from their own phone, with a code, or before any phone', async () => {
    const { mobile, accountNumber: account } = await enrol(app);
    await loginToken(app, { account, pin: '8305' });
    const suspend = (what: string) =>
      subjectOf(server, account).then((id) =>
        server.admin('POST', `/tenants/demo/subjects/${id}/${what}`, { reason: 'a test' }),
      );
    await suspend('suspend');
    expect(await logIn(app, { account, pin: '8305' })).toEqual({
      ...{ resCode: 29, resDesc: 'Account has been blocked by admin' },
    });
    const elsewhere = { account, pin: '8305', deviceId: OTHER_DEVICE };
    expect(await logIn(app, elsewhere)).toEqual(WRONG);
    await suspend('resume');
    for (let guess = 0; guess < 6; guess += 1) await logIn(app, { account, pin: '4071' });
    expect(await logIn(app, elsewhere)).toEqual(WRONG);
    const { token } = await proveMobile(app, mobile);
    expect(await logIn(app, { ...elsewhere, token })).toEqual(LOCKED);

    const unset = await make(null);
    expect(await logIn(app, { account: unset, pin: '8305' })).toEqual({
      ...{ resCode: 27, resDesc: 'Pin not set' },
    });
  });

  it('is not let in by a start PIN, and is told that there is no PIN yet', async () => {
    const account = await make('8305', { mustChange: true });
    expect(await logIn(app, { account, pin: '4071' })).toEqual(WRONG);
    expect(await logIn(app, { account, pin: '8305' })).toMatchObject({ resCode: 27 });
  });
});

describe('the phone', () => {
  it('of the first login is bound, and of others only who has the PIN hears of it', async () => {
    const account = await make();
    const other = { account, deviceId: OTHER_DEVICE };
    expect(await logIn(app, { account, pin: '8305' })).toMatchObject({ resCode: 200 });
    expect(await logIn(app, { ...other, pin: '4071' })).toEqual(WRONG);
    expect(await logIn(app, { ...other, pin: '8305' })).toEqual({
      ...{ resCode: 26, resDesc: 'Login with registered device' },
    });
    // Each of the two was a guess: a thief must not confirm a PIN for nothing.
    expect(await guessesLeft(server, account)).toBe(3);
    expect(await logIn(app, { account, pin: '8305' })).toMatchObject({ resCode: 200 });
    expect(await guessesLeft(server, account)).toBe(5);
  });

  it('is one, when two log in for the first time at once', async () => {
    const account = await make();
    const answers = await Promise.all([
      logIn(app, { account, pin: '8305' }),
      logIn(app, { account, pin: '8305', deviceId: OTHER_DEVICE }),
    ]);
    expect(answers.map(({ resCode }) => resCode).sort()).toEqual([200, 26]);
  });
});

it('refuses in the order and in the words of the page, and charges nothing', async () => {
  const account = await make();
  const token = await app.token();
  const named = { 'x-account-number': account };
  const right = loginBody({ pin: '8305' }, token);
  const PIN_SHAPE = 'PIN length is mismatch';
  const cases: readonly (readonly [object, number, string])[] = [
    [{ signInMode: undefined, pin: '' }, 14, 'Sign in mode mandatory'],
    [{ signInMode: 2 }, 15, 'Invalid sign in mode'],
    [{ signInMode: '3' }, 15, 'Invalid sign in mode'],
    [{ pin: undefined }, 16, 'PIN mandatory'],
    [{ pin: '' }, 16, 'PIN mandatory'],
    [{ deviceId: undefined }, 24, 'Device id is mandatory'],
    [{ deviceId: '' }, 24, 'Device id is mandatory'],
    [{ deviceId: 'x'.repeat(300) }, 24, 'Device id is mandatory'],
    [{ token: undefined }, 25, 'Token mandatory'],
    [{ pin: '830' }, 19, PIN_SHAPE],
    [{ pin: '83055' }, 19, PIN_SHAPE],
    [{ pin: '83a5' }, 19, PIN_SHAPE],
    [{ pin: 8305 }, 19, PIN_SHAPE],
    [{ pin: '８３０５' }, 19, PIN_SHAPE],
  ];
  for (const [over, resCode, resDesc] of cases) {
    const body = { ...right, ...over };
    expect([over, await app.ask(V1, token, body, named)]).toEqual([over, { resCode, resDesc }]);
    const v2 = await app.ask('/onboarding/user/v2/login', token, body, named);
    expect(v2).toEqual({ resCode: `ONB0${resCode}`, resDesc });
  }
  for (const wrong of ['', 'abc', '12345678901234567890', '٤٠']) {
    const headers = wrong === '٤٠' ? {} : { 'x-account-number': wrong };
    expect(await app.ask(V1, token, right, headers)).toMatchObject({ resCode: 4 });
  }
  expect(await guessesLeft(server, account)).toBe(5);
  expect(await app.ask(V1, token, { ...right, signInMode: '1' }, named)).toMatchObject({
    resCode: 200,
  });
});

it('lets no token log in to another account than the one it is about', async () => {
  const [one, other] = [await make(), await make()];
  const { token: proven } = await enrol(app);
  for (const token of [await partnerToken(one), proven]) {
    const headers = { 'x-account-number': other };
    const answer = await app.post(V1, token, loginBody({ pin: '8305' }, token), headers);
    expect([answer.status, answer.body]).toEqual([
      401,
      { resCode: 401, resDesc: 'The token is one of another account.' },
    ]);
  }
  expect(await guessesLeft(server, other)).toBe(5);
});

async function trail() {
  return server.server.core.listAudit(await callOf(server), 1000);
}
