import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, demoApp, enrol, logIn, loginToken, otherApp, proveMobile } from './app.ts';
import { guessesLeft } from './subjects.ts';

const run = promisify(execFile);
const V1 = '/onboarding/user/resetPin/v1';
const V2 = '/onboarding/user/v2/resetPin';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

/** A token that only names an account, as the vendor's partners get them. */
async function partnerToken(by: App, accountNumber: string): Promise<string> {
  const wanted = { referenceId: 'ref-1', sdkPublicKey: '', sdkApiKey: by.apiKey, accountNumber };
  const { body } = await by.post('/token-service/client/server/new/token', '', wanted);
  return String(body['token']);
}

function configure(onboarding: object, policy: object = {}) {
  return server.admin('PATCH', `/tenants/${server.demo.tenant}`, {
    dialects: { onboarding },
    policy,
  });
}

describe("the seed's own command line", () => {
  /** As printed, with the host and the token of this server. */
  const commandLine = (token: string) =>
    [
      `curl -s --location --request POST '${app.base}${V1}'`,
      `--header 'X-API-TOKEN: ${token}'`,
      "--header 'Content-Type: text/plain'",
      "--header 'X-API-KEY:MOB-APP-2001'",
      "--header 'Cookie: JSESSIONID=C0D114845B4EC3A92A840A1B862E96F4'",
      `--data-raw '{\n    "pin":"2222",\n    "signInMode":1\n}'`,
    ].join(' \\\n');

  it('resets a PIN, where the tenant lets people have that one', async () => {
    const { token, accountNumber, pin } = await enrol(app);
    expect(JSON.parse((await run('sh', ['-c', commandLine(token)])).stdout)).toEqual({
      ...{ resCode: 52, resDesc: 'Invalid New Pin' },
    });
    const login = await loginToken(app, { account: accountNumber, pin });
    await configure({}, { blocklist: false });
    for (const each of [token, login]) {
      const { stdout } = await run('sh', ['-c', commandLine(each)]);
      await configure({}, { blocklist: false, history: 0 });
      const isFirst = each === token;
      expect(JSON.parse(stdout)).toEqual(
        isFirst
          ? {
              ...{ resCode: 200, resDesc: 'SUCCESS' },
              data: { msg: 'Pin has been reset successfully' },
            }
          : // The reset before has ended every other token of this person.
            { resCode: 401, resDesc: 'The token is not valid here. Get a new token.' },
      );
    }
    await configure({}, { blocklist: true, history: 5 });
    expect(await logIn(app, { account: accountNumber, pin: '2222' })).toMatchObject({
      resCode: 200,
    });
  });
});

describe('refusals', () => {
  const CASES: readonly (readonly [object, number, string])[] = [
    [{ pin: '5927' }, 14, 'Sign in mode mandatory'],
    [{ pin: '5927', signInMode: null }, 14, 'Sign in mode mandatory'],
    [{ pin: '5927', signInMode: '' }, 14, 'Sign in mode mandatory'],
    [{}, 14, 'Sign in mode mandatory'],
    [{ pin: '5927', signInMode: 2 }, 15, 'Invalid sign in mode'],
    [{ pin: '5927', signInMode: '2' }, 15, 'Invalid sign in mode'],
    [{ pin: '5927', signInMode: 1.5 }, 15, 'Invalid sign in mode'],
    [{ pin: '5927', signInMode: true }, 15, 'Invalid sign in mode'],
    [{ signInMode: 2 }, 15, 'Invalid sign in mode'],
    [{ signInMode: 1 }, 16, 'PIN mandatory'],
    [{ pin: '', signInMode: '1' }, 16, 'PIN mandatory'],
    [{ pin: null, signInMode: 1 }, 16, 'PIN mandatory'],
    [{ pin: 5927, signInMode: 1 }, 49, 'Invalid Pin'],
    [{ pin: ['5927'], signInMode: 1 }, 49, 'Invalid Pin'],
    [{ pin: '59a7', signInMode: 1 }, 49, 'Invalid Pin'],
    [{ pin: '5927\n', signInMode: 1 }, 49, 'Invalid Pin'],
    [{ pin: '５９２７', signInMode: 1 }, 49, 'Invalid Pin'],
    [{ pin: '592', signInMode: 1 }, 50, 'PIN length mis match'],
    [{ pin: '739205', signInMode: 1 }, 50, 'PIN length mis match'],
    [{ pin: '1111', signInMode: 1 }, 52, 'Invalid New Pin'],
    [{ pin: '8305', signInMode: 1 }, 52, 'Invalid New Pin'],
  ];

  it('say what is wrong in both versions, and leave everything as it was', async () => {
    const { token, accountNumber } = await enrol(app, '8305');
    for (const [body, code, text] of CASES) {
      const v1 = await app.post(V1, token, body);
      expect([body, v1.status, v1.body]).toEqual([body, 200, { resCode: code, resDesc: text }]);
      const v2 = await app.post(V2, token, body);
      const resCode = `ONB${String(code).padStart(3, '0')}`;
      expect([body, v2.status, v2.body]).toEqual([body, 200, { resCode, resDesc: text }]);
    }
    expect(await guessesLeft(server, accountNumber)).toBe(5);
    expect(await logIn(app, { account: accountNumber, pin: '8305' })).toMatchObject({
      resCode: 200,
    });
    // No grant is used up by a PIN that was refused.
    expect(await app.ask(V2, token, { pin: '3816', signInMode: '1' })).toEqual({
      ...{ resCode: 'ONB200', resDesc: 'SUCCESS' },
      data: { msg: 'Pin has been reset successfully' },
    });
    expect(await app.ask(V1, token, { pin: '8305', signInMode: 1 })).toMatchObject({ resCode: 52 });
  });

  it('somebody without a PIN has none to reset', async () => {
    const { token } = await proveMobile(app, '8200000001');
    expect(await app.ask(V1, token, { pin: '5927', signInMode: 1 })).toEqual({
      ...{ resCode: 27, resDesc: 'Pin not set' },
    });
  });
});

it('opens a locked PIN, and ends every other token', async () => {
  const { token, accountNumber, mobile } = await enrol(app);
  const login = await loginToken(app, { account: accountNumber, pin: '8305' });
  for (let guess = 0; guess < 6; guess += 1) {
    await logIn(app, { account: accountNumber, pin: '4071' });
  }
  expect(await logIn(app, { account: accountNumber, pin: '8305' })).toMatchObject({ resCode: 28 });
  const proven = await proveMobile(app, mobile);
  const body = { pin: '5903', signInMode: 1 };
  expect(await app.ask(V1, proven.token, body)).toMatchObject({ resCode: 200 });
  expect(await logIn(app, { account: accountNumber, pin: '5903' })).toMatchObject({ resCode: 200 });
  for (const old of [token, login]) {
    expect((await app.post(V1, old, { pin: '7392', signInMode: 1 })).status).toBe(401);
  }
  expect(await app.ask(V1, proven.token, { pin: '7392', signInMode: 1 })).toMatchObject({
    resCode: 200,
  });
});

describe('a token that only names an account', () => {
  const reset = { pin: '5927', signInMode: 1 };

  it('resets nothing, unless the tenant allows it to that app, and then only that account', async () => {
    const one = await enrol(app);
    const other = await enrol(app);
    const token = await partnerToken(app, one.accountNumber);
    for (const each of [token, await app.token()]) {
      const { status, body } = await app.post(V1, each, reset);
      const resDesc = 'This call takes a token got from validateOTP or login.';
      expect([status, body]).toEqual([401, { resCode: 401, resDesc }]);
      expect((await app.post(V2, each, reset)).body).toEqual({ resCode: 'ONB401', resDesc });
    }
    expect(await logIn(app, { account: one.accountNumber, pin: '8305' })).toMatchObject({
      resCode: 200,
    });

    const allowed = { resetPin: { allowClientToken: true } };
    await configure({ keys: { 'MOB-APP-9999': allowed } });
    expect((await app.post(V1, token, reset)).status).toBe(401);
    await configure({ keys: { [app.apiKey]: allowed } });
    expect(await app.ask(V1, token, reset)).toMatchObject({ resCode: 200 });
    expect(await logIn(app, { account: one.accountNumber, pin: '5927' })).toMatchObject({
      resCode: 200,
    });
    expect(await logIn(app, { account: other.accountNumber, pin: '8305' })).toMatchObject({
      resCode: 200,
    });
    expect((await app.post(V1, await app.token(), reset)).status).toBe(401);
    const nobody = await partnerToken(app, '999999999999');
    expect(await app.ask(V1, nobody, reset)).toMatchObject({ resCode: 27 });
    await configure({});
  });

  it('of another tenant reaches nobody here, not even under the same account number', async () => {
    const { accountNumber } = await enrol(app);
    const foreign = await otherApp(server, 'foreign-reset');
    await server.admin('PATCH', '/tenants/foreign-reset', {
      dialects: {
        onboarding: { keys: { [foreign.apiKey]: { resetPin: { allowClientToken: true } } } },
      },
    });
    const token = await partnerToken(foreign, accountNumber);
    expect(await foreign.ask(V1, token, reset)).toMatchObject({ resCode: 27 });
    const mixed = await app.post(V1, token, reset);
    expect([mixed.status, mixed.body['resCode']]).toEqual([401, 401]);
    expect(await logIn(app, { account: accountNumber, pin: '8305' })).toMatchObject({
      resCode: 200,
    });
  });
});
