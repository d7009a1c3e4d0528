import { randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, demoApp, enrol, logIn, loginBody, otherApp } from './app.ts';
import { guessesLeft } from './subjects.ts';

const RESET = '/onboarding/user/resetPin/v1';
const NOT_VALID = {
  resCode: 401,
  resDesc: 'The token is not valid here. Get a new token.',
};

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

function reencode(token: string, change: object): string {
  const [header = '', ...rest] = token.split('.');
  const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...read, ...change })).toString('base64url');
  return [changed, ...rest].join('.');
}

async function madeElsewhere(header: object, key = randomBytes(32)): Promise<string> {
  const claims = JSON.stringify({ tenant: 'demo', id: 'x', exp: Date.now() + 1e6 });
  return new CompactEncrypt(Buffer.from(claims))
    .setProtectedHeader(header as { alg: string; enc: string })
    .encrypt(key);
}

it('opens nothing with what is no token of this server, and charges nothing', async () => {
  const { token, accountNumber } = await enrol(app);
  const [header, , iv, text = '', tag] = token.split('.');
  const bad = {
    'a letter changed': [
      header,
      '',
      iv,
      `${text.slice(0, 9)}${text[9] === 'A' ? 'B' : 'A'}${text.slice(10)}`,
      tag,
    ].join('.'),
    'cut off': token.slice(0, -8),
    'without its end': token.split('.').slice(0, 4).join('.'),
    'another iv': [header, '', randomBytes(12).toString('base64url'), text, tag].join('.'),
    'with zip': reencode(token, { zip: 'DEF' }),
    'another alg': reencode(token, { alg: 'A256GCMKW' }),
    'no alg': reencode(token, { alg: 'none' }),
    'another enc': reencode(token, { enc: 'A128GCM' }),
    'another kid': reencode(token, { kid: 'nobody' }),
    'a foreign key': await madeElsewhere({ alg: 'dir', enc: 'A256GCM' }),
    'a foreign alg': await madeElsewhere({ alg: 'A256KW', enc: 'A256GCM' }),
    'the sample of the page':
      'eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0..ZJitdRZXJMeJkxFz.PuV48dCHwNI8gt0u1p7wVo8MiLNgyC5B.foUnrZNCjNqEcoA_6u9SOw',
    'a bearer': `Bearer ${token}`,
    'no token at all': 'token',
    'a very long one': `${token}${'A'.repeat(6000)}`,
  };
  for (const [name, each] of Object.entries(bad)) {
    const { status, body } = await app.post(RESET, each, { pin: '5927', signInMode: 1 });
    expect([name, status, body]).toEqual([name, 401, NOT_VALID]);
    const login = await app.post(
      '/onboarding/user/login/v1',
      each,
      loginBody({ pin: '4071' }, each),
      { 'x-account-number': accountNumber },
    );
    expect([name, login.status, login.body]).toEqual([name, 401, NOT_VALID]);
  }
  const v2 = await app.post('/onboarding/user/v2/resetPin', 'token', {});
  expect(v2.body).toEqual({ ...NOT_VALID, resCode: 'ONB401' });
  const none = await app.post(RESET, '', {});
  expect([none.status, none.body]).toEqual([
    401,
    { resCode: 401, resDesc: 'Send X-API-TOKEN with a token of this server.' },
  ]);
  expect(await guessesLeft(server, accountNumber)).toBe(5);
  expect(await app.ask(RESET, token, { pin: '5927', signInMode: 1 })).toMatchObject({
    resCode: 200,
  });
});

describe('the token of the body', () => {
  it('has to be the one of the header, or nothing happens and nothing is charged', async () => {
    const { accountNumber } = await enrol(app);
    const [token, other] = [await app.token(), await app.token()];
    const named = { 'x-account-number': accountNumber };
    const path = '/onboarding/user/login/v1';
    const differs = {
      resCode: 401,
      resDesc: 'The token of the body is not the one of X-API-TOKEN.',
    };
    for (const pin of ['4071', '8305']) {
      const { status, body } = await app.post(path, token, loginBody({ pin }, other), named);
      expect([status, body]).toEqual([401, differs]);
    }
    const { token: _left, ...without } = loginBody({ pin: '8305' }, token);
    expect(await app.ask(path, token, without, named)).toEqual({
      ...{ resCode: 25, resDesc: 'Token mandatory' },
    });
    expect(await guessesLeft(server, accountNumber)).toBe(5);
    const out = await app.post('/onboarding/user/logout/v1', token, { token: other });
    expect([out.status, out.body]).toEqual([401, differs]);
  });
});

describe('X-API-KEY', () => {
  it('has to name the app of the token where it is sent, and may be left out of a reset', async () => {
    const { token } = await enrol(app);
    const body = { pin: '5927', signInMode: 1 };
    const other = await app.post(RESET, token, body, { 'x-api-key': 'MOB-APP-1' });
    expect([other.status, other.body]).toEqual([
      401,
      { resCode: 401, resDesc: 'X-API-KEY is not the key this token was got with.' },
    ]);
    expect(await app.ask(RESET, token, body, { 'x-api-key': '' })).toMatchObject({ resCode: 200 });
  });

  it('is needed for a login and for a change', async () => {
    const { accountNumber, token } = await enrol(app);
    const client = await app.token();
    const headers = { 'x-api-key': '', 'x-account-number': accountNumber };
    for (const [path, shown] of [
      ['/onboarding/user/login/v1', client],
      ['/onboarding/user/changePin/v1', token],
    ] as const) {
      const answer = await app.post(path, shown, loginBody({ pin: '4071' }, shown), headers);
      expect([answer.status, answer.body]).toEqual([
        401,
        { resCode: 401, resDesc: 'This call needs X-API-KEY.' },
      ]);
    }
    expect(await guessesLeft(server, accountNumber)).toBe(5);
  });
});

it("knows nobody by another tenant's token", async () => {
  const { accountNumber } = await enrol(app);
  const foreign = await otherApp(server, 'foreign-tokens');
  const token = await foreign.token();
  const mixed = await app.post(RESET, token, { pin: '5927', signInMode: 1 });
  expect(mixed.status).toBe(401);
  for (let guess = 0; guess < 7; guess += 1) {
    expect(await logIn(foreign, { account: accountNumber, pin: '8305' })).toMatchObject({
      resCode: 17,
    });
  }
  expect(await guessesLeft(server, accountNumber)).toBe(5);
});
