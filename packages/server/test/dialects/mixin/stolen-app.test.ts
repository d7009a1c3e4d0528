import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { failures, makePerson, type Person } from './people.ts';
import { ed25519Key, openSigner, rawPublicKey, readKeystore, type Signer } from './signer.ts';
import { codeOf } from './tip-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface App extends Signer {
  readonly subject: string;
}

async function issueApp(): Promise<App> {
  const wanted = { dialect: 'mixin', name: 'a bot' };
  const { body } = await server.admin('POST', '/tenants/demo/keys', wanted);
  const { official7App } = body['keystores'] as Person['keystores'];
  const session = readKeystore(official7App ?? {});
  return {
    ...openSigner(server.demo.mixin.baseUrl, session, () => server.server.core.now()),
    subject: String(body['subject']),
  };
}

/** What a thief of the app's key does first. */
async function registerAnother(app: App): Promise<Signer> {
  const seed = randomBytes(32);
  const path = `/safe/apps/${app.session.userId}/session`;
  const session_public_key = rawPublicKey(ed25519Key(seed)).toString('hex');
  const { data, text } = await app.ask('POST', path, { session_public_key });
  if (data === undefined) throw new Error(`no session: ${text}`);
  const sessionId = String(data['session_id']);
  return openSigner(server.demo.mixin.baseUrl, {
    ...app.session,
    ...{ sessionId, key: ed25519Key(seed) },
  });
}

const me = async (signer: Signer) => codeOf(await signer.ask('GET', '/me'));
const newUser = () => ({
  full_name: 'x',
  session_secret: rawPublicKey(ed25519Key(randomBytes(32))).toString('base64url'),
});

it('an app that is revoked takes along the sessions it registered for itself', async () => {
  const app = await issueApp();
  const thief = await registerAnother(app);
  expect(await me(thief)).toBe('right');
  await server.admin('DELETE', `/tenants/demo/keys/${app.session.sessionId}`);
  expect([await me(app), await me(thief)]).toEqual([401, 401]);
});

it('a session that is revoked leaves no secret behind', async () => {
  const app = await issueApp();
  await server.admin('DELETE', `/tenants/demo/keys/${app.session.sessionId}`);
  const { core } = server.server;
  const tenant = await core.readTenant('demo');
  if (tenant === null) throw new Error('no demo tenant');
  const operator = { actor: 'test', dialect: 'mixin', source: 'local', requestId: 'test' };
  const clients = await core.listClientKeys({ ...operator, tenant }, app.subject);
  expect(clients.map(({ channel }) => channel.length)).toEqual([0]);
});

it('an app that is suspended can do nothing, and goes on when it is resumed', async () => {
  const app = await issueApp();
  const staff = (verb: string) =>
    server.admin('POST', `/tenants/demo/subjects/${app.subject}/${verb}`, { reason: 'theft' });
  await staff('suspend');
  const asked = [
    app.ask('GET', '/me'),
    app.ask('POST', '/users', newUser()),
    app.update('482915'),
    registerAnother(app).then(
      () => ({ data: {} }),
      () => ({ error: { status: 202, code: 401, description: '' } }),
    ),
  ];
  expect((await Promise.all(asked)).map(codeOf)).toEqual([401, 401, 401, 401]);
  await staff('resume');
  expect(codeOf(await app.update('482915'))).toBe('right');
});

it('an app has no more sessions of its own than it can use', async () => {
  const app = await issueApp();
  for (let count = 1; count <= 50; count += 1) await registerAnother(app);
  await expect(registerAnother(app)).rejects.toThrow('at most 50 clients');
});

it('somebody who was deleted does not come back by an old token', async () => {
  const app = await issueApp();
  const body = JSON.stringify(newUser());
  const iat = Math.floor(server.server.core.now() / 1000) - 3_700;
  const claims = { iat, exp: iat + 90 * 24 * 3_600 };
  expect(codeOf(await app.ask('POST', '/users', body, { claims }))).toBe(401);
});

it('a wrong PIN typed to set questions counts, and is in the log that apps count', async () => {
  const person = await makePerson(server);
  const questions = ['Pet?', 'Town?'].map((question) => ({ question, answer: 'Kisumu river' }));
  const body = { currentPin: '615283', questions };
  const url = `/v1/subjects/${person.userId}/questions`;
  const { body: answer, text } = await server.call('PUT', url, body);
  expect([answer['outcome'], text]).toEqual(['wrong', text]);
  expect(await failures(person)).toEqual(['VERIFICATION']);
});
