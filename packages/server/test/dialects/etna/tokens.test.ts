import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  choice,
  configure,
  demoApp,
  enrol,
  OTHER_PIN,
  otherApp,
  PASSWORD,
  PIN,
  tokenOf,
} from './app.ts';

const DENIED = { Message: 'Authorization has been denied for this request.' };

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const images = (token: string, through = app) =>
  through.ask('GET', '/v1.0/assets/security-images', undefined, bearer(token));

/** A call that only a whole login opens. */
const settings = (token: string) =>
  app.ask('GET', '/v1.0/applications/mobile/settings', undefined, bearer(token));

async function expectDenied(answer: Promise<{ status: number; body: object }>): Promise<void> {
  const { status, body } = await answer;
  expect([status, body]).toEqual([401, DENIED]);
}

it('end with a change of the PIN through the native API', async () => {
  const person = await enrol(server, { pin: PIN });
  const [full, interim] = [
    await tokenOf(app, person, PIN),
    (await app.logIn(person)).body['Token'],
  ];
  expect((await images(full)).status).toBe(200);
  const change = { currentPin: PIN, newPin: OTHER_PIN };
  await server.call('POST', `/v1/subjects/${person.subject}/pin/change`, change);
  await expectDenied(images(full));
  await expectDenied(images(String(interim)));
});

it('end with a change on this wire, all but the one it was made with', async () => {
  const person = await enrol(server);
  const { body } = await app.logIn(person);
  const other = (await app.logIn(person)).body['Token'];
  const set = await app.ask(
    ...(['PUT', '/v1.0/users/pincode/change', choice(body['ConfirmationToken'], PIN)] as const),
    bearer(body['Token']),
  );
  expect(set.status).toBe(200);
  await expectDenied(images(String(other)));
  expect((await images(String(body['Token']))).status).toBe(200);
});

it('end with a new password, however it came about', async () => {
  const person = await enrol(server, { pin: PIN });
  const first = await tokenOf(app, person, PIN);
  await server.advanceClock(1);
  const path = `/tenants/${server.demo.tenant}/subjects/${person.subject}/password`;
  await server.admin('PUT', path, { password: `${PASSWORD}x`, mustChange: false });
  await expectDenied(images(first));
});

it('end when the person is suspended, and when the app key is revoked', async () => {
  const person = await enrol(server, { pin: PIN });
  const other = await otherApp(server);
  const [token, theirs] = [await tokenOf(app, person, PIN), await tokenOf(other, person, PIN)];
  expect((await images(theirs, other)).status).toBe(200);
  await server.admin('DELETE', `/tenants/${server.demo.tenant}/keys/${other.appKey}`);
  expect((await images(theirs, other)).status).toBe(403);
  await expectDenied(
    send(`${app.url}/v1.0/assets/security-images`, 'GET', undefined, bearer(theirs)),
  );
  const path = `/tenants/${server.demo.tenant}/subjects/${person.subject}/suspend`;
  await server.admin('POST', path, { reason: 'test' });
  await expectDenied(images(token));
});

it('are good in the app that got them only, and in their tenant only', async () => {
  const person = await enrol(server, { pin: PIN });
  const token = await tokenOf(app, person, PIN);
  await expectDenied(images(token, await otherApp(server)));
  await expectDenied(images(token, await otherApp(server, 'another-broker')));
});

it('of the steps before open what it takes to log in, and nothing else', async () => {
  const person = await enrol(server, { pin: PIN });
  const interim = String((await app.logIn(person)).body['Token']);
  expect((await images(interim)).status).toBe(200);
  await expectDenied(settings(interim));
  const change = { OldPassword: PASSWORD, Password: 'x', PasswordConfirm: 'y' };
  const path = '/v1.0/users/@me/password/change';
  await expectDenied(app.ask('PUT', path, change, bearer(interim)));
  const full = await tokenOf(app, person, PIN);
  expect((await settings(full)).status).toBe(200);
});

it('of the steps before live 15 minutes, and no request makes that longer', async () => {
  const person = await enrol(server, { pin: PIN });
  const interim = String((await app.logIn(person)).body['Token']);
  await server.advanceClock(15 * 60 - 10);
  const repeated = await app.logIn(person, bearer(interim));
  expect(repeated.body['Token']).toBe(interim);
  await server.advanceClock(11);
  await expectDenied(images(interim));
  // What an app still holds is no reason to turn it away.
  expect((await app.logIn(person, { ...bearer(interim), pincode: PIN })).status).toBe(200);
});

it('of a whole login live as long as the tenant says', async () => {
  const person = await enrol(server, { pin: PIN });
  await configure(server, { tokenMinutes: 60 });
  const token = await tokenOf(app, person, PIN);
  await configure(server, {});
  await server.advanceClock(60 * 60 - 5);
  expect((await images(token)).status).toBe(200);
  await server.advanceClock(6);
  await expectDenied(images(token));
});

it('end at a logout, which needs none', async () => {
  const person = await enrol(server, { pin: PIN });
  const [token, kept] = [await tokenOf(app, person, PIN), await tokenOf(app, person, PIN)];
  for (const headers of [bearer(token), bearer(token), {}, bearer('made-up')]) {
    const answer = await app.ask('POST', '/logout', undefined, headers as Record<string, string>);
    expect([answer.status, answer.text]).toEqual([200, '']);
  }
  await expectDenied(images(token));
  expect((await images(kept)).status).toBe(200);
});
