import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, bearer, choice, configure, demoApp, enrol, PIN } from './app.ts';

const CHANGE = '/v1.0/users/pincode/change';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

it('refuses what is no switch of this wire', async () => {
  const wrongs = [
    { pin: 'maybe' },
    { secondFactor: 'fax' },
    { tokenMinutes: 4 },
    { tokenMinutes: 1441 },
    { passwordMaxAgeDays: 0 },
    { statusCode: 200 },
    { other: true },
  ];
  for (const etna of wrongs) {
    const change = { dialects: { etna } };
    const { status } = await server.admin('PATCH', `/tenants/${server.demo.tenant}`, change);
    expect([etna, status]).toEqual([etna, 400]);
  }
});

it.each([
  ['documented', 'Continue', 400],
  ['numeric', 200, 400],
  ['omit', undefined, undefined],
])('shows StatusCode as %s', async (statusCode, success, failure) => {
  await configure(server, { statusCode });
  const { body } = await app.logIn(await enrol(server));
  const { Token, ConfirmationToken } = body;
  const refused = await app.ask('PUT', CHANGE, choice('none', PIN), bearer(Token));
  const done = await app.ask('PUT', CHANGE, choice(ConfirmationToken, PIN), bearer(Token));
  await configure(server, {});
  expect([refused.status, refused.body['StatusCode']]).toEqual([400, failure]);
  expect([done.status, done.body['StatusCode']]).toEqual([200, success]);
  expect('StatusCode' in done.body).toBe(statusCode !== 'omit');
});

it('asks nobody to set a PIN where PINs are off, but asks whoever has one', async () => {
  const mobile = async () => {
    const { status, text } = await app.ask('GET', '/v1.0/applications/mobile/settings');
    return [status, text];
  };
  const [without, owner] = [await enrol(server), await enrol(server, { pin: PIN })];
  expect(await mobile()).toEqual([200, '{"Settings":{"PinEnabled":true}}']);
  await configure(server, { pin: 'off' });
  const shown = await mobile();
  const [free, asked] = [await app.logIn(without), await app.logIn(owner)];
  await configure(server, {});
  expect(shown).toEqual([200, '{"Settings":{"PinEnabled":false}}']);
  expect([free.status, Object.keys(free.body)]).toEqual([200, ['State', 'Token']]);
  expect([asked.status, asked.body['Step']]).toEqual([202, 'SecutityPin']);
});
