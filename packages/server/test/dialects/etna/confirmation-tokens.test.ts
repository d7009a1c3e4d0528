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

const CHANGE = '/v1.0/users/pincode/change';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

async function start(person: Person, through = app): Promise<{ Token: string; interim: string }> {
  const { body } = await through.logIn(person);
  return { Token: String(body['ConfirmationToken']), interim: String(body['Token']) };
}

const change = (Token: string, interim: string, Pin = PIN, through = app) =>
  through.ask('PUT', CHANGE, choice(Token, Pin), bearer(interim));

async function expectRefused(answer: Promise<{ status: number; body: object }>): Promise<void> {
  const { status, body } = await answer;
  expect([status, body]).toEqual([
    400,
    {
      Errors: ['Token is not valid. It may be used or expired.'],
      ErrorsCode: ['ErrorInvalidToken'],
      StatusCode: 400,
      IsSucceed: false,
    },
  ]);
}

it("is no good with somebody else's bearer, and not used up by trying", async () => {
  const [one, other] = [await enrol(server), await enrol(server)];
  const [own, theirs] = [await start(one), await start(other)];
  await expectRefused(change(theirs.Token, own.interim));
  await expectRefused(change(own.Token, theirs.interim));
  expect((await change(own.Token, own.interim)).status).toBe(200);
  expect((await app.logIn(other)).body['Reason']).toBe('PIN code is not init');
});

it('is no good through another app of the tenant, and not used up by trying', async () => {
  const person = await enrol(server);
  const other = await otherApp(server);
  const [here, there] = [await start(person), await start(person, other)];
  await expectRefused(change(here.Token, there.interim, PIN, other));
  await expectRefused(change(there.Token, here.interim));
  expect((await change(here.Token, here.interim)).status).toBe(200);
});

it('is no good for another purpose', async () => {
  const person = await enrol(server);
  const { Token, interim } = await start(person);
  const Password = 'another-Kettle-42';
  const finish = { Token, Password, PasswordConfirmation: Password };
  await expectRefused(app.ask('PUT', '/v1.0/users/passwords/reset/', finish));
  await app.ask('POST', '/v1.0/users/password/reset', { User: person.username });
  const Code = await newestCode(server, person.email);
  const exchange = { Code, Identifier: 'ResetPassword' };
  const { body } = await app.ask('POST', '/v1.0/users/identifiers/reset/code', exchange);
  await expectRefused(change(String(body['Model']), interim));
  expect((await change(Token, interim)).status).toBe(200);
});

it('is good for 15 minutes', async () => {
  const person = await enrol(server);
  const { Token } = await start(person);
  await server.advanceClock(15 * 60 - 5);
  const { interim } = await start(person);
  await server.advanceClock(6);
  await expectRefused(change(Token, interim));
});

it('is good once: of two at the same time exactly one wins, and the winner is in force', async () => {
  for (let round = 0; round < 5; round += 1) {
    const person = await enrol(server);
    const { Token, interim } = await start(person);
    const answers = await Promise.all([
      change(Token, interim, PIN),
      change(Token, interim, OTHER_PIN),
      change(Token, interim, PIN),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    const inForce = answers[1]?.status === 200 ? OTHER_PIN : PIN;
    expect((await app.logIn(person, { pincode: inForce })).status).toBe(200);
    await expectRefused(change(Token, interim));
  }
});

it('ends when a PIN is put in force through another door', async () => {
  const person = await enrol(server);
  const { Token, interim } = await start(person);
  await server.call('PUT', `/v1/subjects/${person.subject}/pin`, { pin: PIN });
  // The interim token ended with the state it was opened in.
  expect((await change(Token, interim)).status).toBe(401);
  const later = await app.logIn(person);
  await expectRefused(change(Token, String(later.body['Token']), OTHER_PIN));
  await tokenOf(app, person, PIN);
});

it('survives a PIN that was used before, but not any number of them', async () => {
  const person = await enrol(server, { pin: PIN });
  const token = await tokenOf(app, person, PIN);
  await app.ask('POST', '/v1.0/users/@me/pincode', undefined, bearer(token));
  const exchange = { Code: await newestCode(server, person.email), Identifier: 'ResetPinCode' };
  const { body } = await app.ask('POST', '/v1.0/users/identifiers/reset/code', exchange);
  const Token = String(body['Model']);
  for (let tries = 0; tries < 5; tries += 1) {
    const same = await change(Token, token, PIN);
    expect([same.status, same.body['ErrorsCode']]).toEqual([400, ['ErrorInvalidPin']]);
  }
  await expectRefused(change(Token, token, OTHER_PIN));
  await tokenOf(app, person, PIN);
});

it('lets somebody replace a PIN that has to be changed, once the old one was shown', async () => {
  const person = await enrol(server, { pin: PIN });
  const path = `/tenants/${server.demo.tenant}/subjects/${person.subject}/force-change`;
  await server.admin('POST', path, { reason: 'test' });
  expect((await app.logIn(person)).body).not.toHaveProperty('ConfirmationToken');
  const shown = await app.logIn(person, { pincode: PIN });
  expect([shown.status, shown.body['Reason']]).toEqual([202, 'PIN code is not init']);
  const { ConfirmationToken, Token } = shown.body;
  expect((await change(String(ConfirmationToken), String(Token), OTHER_PIN)).status).toBe(200);
  await tokenOf(app, person, OTHER_PIN);
});

it('lets nobody have a part of their telephone number for a PIN', async () => {
  const person = await enrol(server);
  const identifiers = [
    { type: 'username', value: person.username },
    { type: 'msisdn', value: '254798350162' },
  ];
  await server.call('PATCH', `/v1/subjects/${person.subject}`, { identifiers });
  const { Token, interim } = await start(person);
  const refused = await change(Token, interim, '835016');
  expect([refused.status, refused.body['ErrorsCode']]).toEqual([400, ['ErrorInvalidPin']]);
  expect((await change(Token, interim, PIN)).status).toBe(200);
});
