import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, bearer, choice, demoApp, enrol, otherApp, PIN, tokenOf } from './app.ts';

const NAMES =
  'apple baloon banana boat broccoli butterfly car coffee coockies default diamond drum fish ' +
  'horse microphone panda pelican pyramids robot swan tiger tomatoes watch';
const PATH = '/v1.0/assets/security-images';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

async function list(token: string) {
  const { body } = await app.ask('GET', PATH, undefined, bearer(token));
  return body as { Model: { FileName: string; Content: string }[] };
}

it('are 23 in the documented order and spelling, each a PNG of 72 x 72', async () => {
  const person = await enrol(server, { pin: PIN });
  const { Model, ...rest } = await list(await tokenOf(app, person, PIN));
  expect(rest).toEqual({ Errors: [], IsSucceed: true });
  expect(Model.map(({ FileName }) => FileName)).toEqual(NAMES.split(' ').map((n) => `${n}.png`));
  const contents = Model.map(({ Content }) => Content);
  for (const content of contents) {
    const png = Buffer.from(content, 'base64');
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([72, 72]);
    expect(png.toString('base64')).toBe(content);
  }
  expect(new Set(contents).size).toBe(23);
});

it('need the bearer and not the app key, but no other app key either', async () => {
  const person = await enrol(server, { pin: PIN });
  const token = await tokenOf(app, person, PIN);
  const url = `${app.url}${PATH}`;
  const denied = { Message: 'Authorization has been denied for this request.' };
  const alone = await send(url, 'GET', undefined, bearer(token));
  expect([alone.status, (alone.body['Model'] as unknown[]).length]).toEqual([200, 23]);
  for (const headers of [{}, bearer('made-up')] as Record<string, string>[]) {
    const answer = await send(url, 'GET', undefined, headers);
    expect([answer.status, answer.body]).toEqual([401, denied]);
  }
  const { appKey } = await otherApp(server);
  const other = await send(url, 'GET', undefined, { ...bearer(token), 'et-app-key': appKey });
  expect([other.status, other.body]).toEqual([401, denied]);
  const none = await send(url, 'GET', undefined, { ...bearer(token), 'et-app-key': 'nobody' });
  expect(none.status).toBe(403);
});

it('come back before the PIN is typed: the chosen one, misspelt names too, or the neutral one', async () => {
  const { Model } = await list(await tokenOf(app, await enrol(server, { pin: PIN }), PIN));
  const shown = (FileName: string) => Model.find((each) => each.FileName === FileName)?.Content;
  for (const ImageName of ['baloon.png', 'coockies.png', 'default.png', 'tiger.png']) {
    const person = await enrol(server);
    const { body } = await app.logIn(person);
    const phrase = { ImageName, PersonalPhrase: '  Grüße, ça va?  ' };
    const chosen = choice(body['ConfirmationToken'], PIN, phrase);
    await app.ask('PUT', '/v1.0/users/pincode/change', chosen, bearer(body['Token']));
    const asked = await app.logIn(person);
    const { Image, PersonalPhrase } = asked.body;
    expect([Image, PersonalPhrase]).toEqual([shown(ImageName), 'Grüße, ça va?']);
  }
  const without = await app.logIn(await enrol(server, { pin: PIN }));
  expect(without.body).toMatchObject({ Image: shown('default.png'), PersonalPhrase: '' });
});
