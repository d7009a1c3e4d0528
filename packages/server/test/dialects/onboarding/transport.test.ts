import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, demoApp, enrol, logIn, loginBody } from './app.ts';
import { guessesLeft } from './subjects.ts';

const LOGIN = '/onboarding/user/login/v1';
const RESET = '/onboarding/user/resetPin/v1';
const AGAIN = {
  resCode: 4,
  resDesc: 'Request could not be processed at this time, Please retry again',
};

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

describe('a body', () => {
  it('that is no JSON object is refused in the words of the pages, and charges nothing', async () => {
    const { token, accountNumber } = await enrol(app);
    const named = { 'x-account-number': accountNumber };
    const client = await app.token();
    const login = JSON.stringify(loginBody({ pin: '4071' }, client));
    for (const bad of [
      ...['not json', '[]', '"pin"', '4071', 'null', '{', `${login}x`, `[${login}]`],
      ...[`{"pin":"4071",${login.slice(1)}`, login.replace('keyRef', '__proto__')],
      ...[`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'pin=4071&signInMode=1', '\u0000'],
    ]) {
      for (const [path, shown] of [
        [LOGIN, client],
        [RESET, token],
      ] as const) {
        const { status, body } = await app.post(path, shown, bad, named);
        expect([bad, status, body]).toEqual([bad, 200, AGAIN]);
        const v2 = await app.post('/onboarding/user/v2/resetPin', shown, bad, named);
        expect(v2.body).toEqual({ ...AGAIN, resCode: 'ONB004' });
      }
    }
    const bytes = await send(`${app.base}${RESET}`, 'POST', new Uint8Array([0xc3, 0x28]), {
      'x-api-token': token,
    });
    expect(bytes.body).toEqual(AGAIN);
    const token0 = await send(`${app.base}/token-service/new/token`, 'POST', 'not json');
    expect([token0.status, token0.body]).toEqual([200, { resCode: 3, resDesc: 'Failure' }]);
    expect(await guessesLeft(server, accountNumber)).toBe(5);
    expect(await logIn(app, { account: accountNumber, pin: '8305' })).toMatchObject({
      resCode: 200,
    });
  });

  it('is read whatever its media type says', async () => {
    const { accountNumber } = await enrol(app);
    const client = await app.token();
    const body = Buffer.from(` ${JSON.stringify(loginBody({ pin: '8305' }, client))}\n`);
    for (const type of [
      ...['text/plain', 'application/json', 'application/x-www-form-urlencoded', undefined],
      ...['application/octet-stream', 'text/plain; charset=ISO-8859-1'],
      // None at all, as far as HTTP goes (RFC 9110, section 8.3).
      ...['text', '', 'text/plain, application/json'],
    ]) {
      const { status, body: answer } = await postBytes(LOGIN, body, {
        ...{ 'x-api-token': client, 'x-api-key': app.apiKey },
        ...{ 'x-account-number': accountNumber, ...(type && { 'content-type': type }) },
      });
      expect([type, status, answer['resCode']]).toEqual([type, 200, 200]);
    }
  });

  it('may be larger than any call needs, and is refused then', async () => {
    const { token } = await enrol(app);
    const { status, body } = await app.post(RESET, token, { pad: 'x'.repeat(70_000) });
    expect([status, body]).toEqual([413, AGAIN]);
  });
});

describe('an address', () => {
  it('may have the blank of the printed one at its end', async () => {
    const { token } = await enrol(app);
    const answer = await app.post(`${RESET}%20`, token, { pin: '5927', signInMode: 1 });
    expect(answer.body).toMatchObject({ resCode: 200 });
  });

  it('that nobody serves is told so in the form of its service', async () => {
    const one = await app.post('/onboarding/nothing/v1', '', {});
    expect([one.status, one.body]).toEqual([404, AGAIN]);
    const two = await app.post('/token-service/nothing/v2/x', '', {});
    expect([two.status, two.body]).toEqual([404, { resCode: 'TOK003', resDesc: 'Failure' }]);
  });
});

it('sends the codes of version 2 on version 1 where the tenant wants them, and 200 as ever', async () => {
  const { token } = await enrol(app);
  const configure = (onboarding: object) =>
    server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { onboarding } });
  await configure({ stringCodesOnV1: true });
  expect(await app.ask(RESET, token, { pin: '1111', signInMode: 1 })).toEqual({
    ...{ resCode: 'ONB052', resDesc: 'Invalid New Pin' },
  });
  expect(await app.ask(RESET, token, 'not json')).toMatchObject({ resCode: 'ONB004' });
  expect(await app.ask(RESET, token, { pin: '5927', signInMode: 1 })).toMatchObject({
    resCode: 200,
  });
  await configure({});
});

it('takes only switches it knows', async () => {
  for (const onboarding of [
    { sandbox: 'yes' },
    { countryCode: '+91' },
    { keys: { 'MOB-APP-2001': { payload: 'maybe' } } },
    { keys: { 'MOB-APP-2001': { resetPin: { always: true } } } },
    { loginMinutes: 1441 },
  ]) {
    const path = `/tenants/${server.demo.tenant}`;
    const { status } = await server.admin('PATCH', path, { dialects: { onboarding } });
    expect([onboarding, status]).toEqual([onboarding, 400]);
  }
});

it('refuses every PIN where a tenant wants longer ones than the wire has', async () => {
  const { token } = await enrol(app);
  const path = `/tenants/${server.demo.tenant}`;
  await server.admin('PATCH', path, { policy: { minLength: 6 } });
  expect(await app.ask(RESET, token, { pin: '5927', signInMode: 1 })).toEqual({
    ...{ resCode: 50, resDesc: 'PIN length mis match' },
  });
  await server.admin('PATCH', path, { policy: { minLength: 4 } });
});

/** Without a content type where none is given: a blob has none to add. */
async function postBytes(path: string, body: Buffer, headers: Record<string, string>) {
  const answer = await fetch(`${app.base}${path}`, {
    ...{ method: 'POST', headers, body: new Blob([Uint8Array.from(body)]) },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
