import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  codeFor,
  demoApp,
  generate,
  logIn,
  loginBody,
  loginToken,
  nextMobile,
  proveMobile,
} from './app.ts';
import { subjectOf } from './subjects.ts';

const V1 = '/onboarding/user/login/v1';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

it('tells account numbers past 2^53 apart', async () => {
  const numbers = ['9007199254740992', '9007199254740993', '9223372036854775807'];
  for (const [index, value] of numbers.entries()) {
    const id = `big-${index}`;
    const identifiers = [{ type: 'account', value }];
    await server.call('POST', '/v1/subjects', { id, identifiers });
    await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: ['8305', '5927', '7392'][index] });
  }
  const path = '/token-service/client/server/new/token';
  for (const [index, value] of numbers.entries()) {
    // As a number of JSON, with every digit.
    const wanted = `{"referenceId":"r","sdkApiKey":"${app.apiKey}","accountNumber":${value}}`;
    const { body } = await app.post(path, '', wanted);
    const token = String(body['token']);
    const pin = ['8305', '5927', '7392'][index];
    expect(await logIn(app, { account: value, pin, token })).toMatchObject({ resCode: 200 });
    const wrong = numbers[(index + 1) % numbers.length] ?? '';
    const mixed = await app.post(V1, token, loginBody({ pin }, token), {
      'x-account-number': wrong,
    });
    expect(mixed.status).toBe(401);
    const login = await loginToken(app, { account: value, pin });
    const profile = await fetch(`${app.base}/onboarding/userProfile/fetchDetails/v1`, {
      headers: { 'x-api-token': login },
    });
    expect(await profile.text()).toContain(`"accountNumber":${value},`);
  }
});

it('finds somebody by their own id where no account has that number', async () => {
  await server.call('POST', '/v1/subjects', { id: '700700' });
  await server.call('PUT', '/v1/subjects/700700/pin', { pin: '8305' });
  expect(await logIn(app, { account: '700700', pin: '8305' })).toMatchObject({ resCode: 200 });
});

it('gives somebody made elsewhere an account number once, and keeps it', async () => {
  const mobile = nextMobile();
  const id = `native-${mobile}`;
  await server.call('POST', '/v1/subjects', {
    id,
    identifiers: [{ type: 'msisdn', value: `91${mobile}` }],
  });
  const first = await generate(app, mobile, 'ONE');
  const firstCode = await codeFor(server, mobile);
  const second = await generate(app, mobile, 'TWO');
  const secondCode = await codeFor(server, mobile);
  const answers = await Promise.all([first.prove(firstCode), second.prove(secondCode)]);
  const [account, same] = answers.map(({ data }) => String(data?.['accountNumber']));
  expect(account).toMatch(/^[1-9][0-9]{14}$/);
  expect(same).toBe(account);
  expect((await proveMobile(app, mobile)).accountNumber).toBe(account);
  expect(await subjectOf(server, account ?? '')).toBe(id);
});
