import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everythingKept } from '../../support/sinks.ts';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, demoApp, enrol, loginBody, type User } from './app.ts';
import { secretApp, switchPayload } from './payload-client.ts';
import { guessesLeft } from './subjects.ts';

const LOGIN = '/onboarding/user/login/v1';
const RESET = '/onboarding/user/resetPin/v1';
const NOT_OPENED = { resCode: 22, resDesc: 'Decryption Failed' };

let server: TestServer;
let app: App;
let user: User;
let named: Record<string, string>;
beforeEach(async () => {
  server = await startTestServer();
  app = demoApp(server);
  user = await enrol(app);
  named = { 'x-account-number': user.accountNumber };
});
afterEach(() => server.close());

describe.each([['optional'], ['required']])('encryption that is %s', (mode) => {
  it('takes encrypted bodies, answers in kind, and goes on after the login', async () => {
    await switchPayload(server, app, mode);
    const client = await secretApp(app);
    const body = await client.seal(loginBody({ pin: user.pin }, client.token));
    const answer = await app.post(LOGIN, client.token, body, named);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      ...[200, 'text/plain; charset=utf-8'],
    ]);
    expect(answer.text.split('.').length).toBe(5);
    const opened = (await client.open(answer.text)) as { data: Record<string, string> };
    expect(opened).toMatchObject({ resCode: 200, data: { msg: 'PIN Validated Successfully' } });

    const { token = '' } = opened.data;
    const reset = await client.seal({ pin: '5927', signInMode: 1 });
    const done = await app.post(RESET, token, reset);
    expect(await client.open(done.text)).toMatchObject({ resCode: 200 });
    const weak = await app.post(RESET, token, await client.seal({ pin: '1111', signInMode: 1 }));
    expect(await client.open(weak.text)).toEqual({ resCode: 52, resDesc: 'Invalid New Pin' });
    const array = await app.post(RESET, token, await client.seal([1]));
    expect(await client.open(array.text)).toMatchObject({ resCode: 4 });
    const low = await app.post(RESET, client.token, reset);
    expect([low.status, await client.open(low.text)]).toMatchObject([401, { resCode: 401 }]);
  });

  it('charges nothing for what it cannot open', async () => {
    await switchPayload(server, app, mode);
    const client = await secretApp(app);
    const other = await secretApp(app);
    const body = loginBody({ pin: '4071' }, client.token);
    const sealed = await client.seal(body);
    for (const bad of [
      await other.seal(body),
      sealed.slice(0, -6),
      `${sealed.slice(0, -8)}AAAAAAAA`,
    ]) {
      const answer = await app.post(LOGIN, client.token, bad, named);
      expect([answer.status, answer.body]).toEqual([200, NOT_OPENED]);
    }
    expect(await guessesLeft(server, user.accountNumber)).toBe(5);
  });

  it('of clear bodies takes none where it is required', async () => {
    await switchPayload(server, app, mode);
    const client = await secretApp(app);
    const body = loginBody({ pin: '4071' }, client.token);
    const answer = await app.post(LOGIN, client.token, body, named);
    const wrong = { resCode: 17, resDesc: 'Entered PIN is in-correct' };
    expect(answer.body).toEqual(mode === 'required' ? NOT_OPENED : wrong);
    expect(await guessesLeft(server, user.accountNumber)).toBe(mode === 'required' ? 5 : 4);
  });

  it('keeps the agreed key to itself', async () => {
    await switchPayload(server, app, mode);
    const { key } = await secretApp(app);
    const kept = await everythingKept(server.dataDir);
    const files = kept.flatMap(([name, text]) => (name.endsWith('demo.json') ? [] : [text]));
    // What is no secret is there to be found: the search looks in the right place.
    expect(files.some((text) => text.includes(app.apiKey))).toBe(true);
    const bytes = Buffer.from(key);
    for (const spelling of ['base64url', 'base64', 'hex', 'latin1'] as const) {
      expect(files.some((file) => file.includes(bytes.toString(spelling)))).toBe(false);
    }
  });
});

describe('an app that sends no key to agree on', () => {
  it('gets a token, but not where it has to encrypt', async () => {
    const wanted = { apiKey: app.apiKey, secret: app.secret, publicKey: 'none' };
    const ask = () => send(`${app.base}/token-service/new/token`, 'POST', wanted);
    expect((await ask()).body).toMatchObject({ resCode: 100, serverPublicKey: '' });
    await switchPayload(server, app, 'required');
    expect((await ask()).body).toEqual({ resCode: 3, resDesc: 'Failure' });
  });
});

it('is off by default, and a token of before the switch does not encrypt', async () => {
  const client = await secretApp(app);
  const sealed = await client.seal(loginBody({ pin: user.pin }, client.token));
  expect(await app.ask(LOGIN, client.token, sealed, named)).toMatchObject({ resCode: 4 });
  await switchPayload(server, app, 'optional');
  expect(await app.ask(LOGIN, client.token, sealed, named)).toMatchObject({ resCode: 4 });
  await switchPayload(server, app, 'required');
  expect(await app.ask(LOGIN, client.token, sealed, named)).toEqual(NOT_OPENED);
});

it('answers a call without a body encrypted where that is required', async () => {
  await switchPayload(server, app, 'required');
  const client = await secretApp(app);
  const login = await client.seal(loginBody({ pin: user.pin }, client.token));
  const { text } = await app.post(LOGIN, client.token, login, named);
  const { data } = (await client.open(text)) as { data: { token: string } };
  const profile = await send(
    `${app.base}/onboarding/userProfile/v2/fetchDetails`,
    'GET',
    undefined,
    { 'x-api-token': data.token },
  );
  expect(await client.open(profile.text)).toMatchObject({
    ...{ resCode: 'ONB200', data: { mobile: user.mobile, bankCustomer: false } },
  });
});
