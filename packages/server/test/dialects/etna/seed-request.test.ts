import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, bearer, demoApp, enrol, type Person, PIN, sendGet } from './app.ts';

const DONE = '{"Errors":[],"ErrorsCode":[],"StatusCode":"Continue","IsSucceed":true}';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

/** Somebody without a PIN, at the point where the app may set one. */
async function atTheStart(): Promise<{ person: Person; Token: string; interim: string }> {
  const person = await enrol(server);
  const { body } = await app.logIn(person);
  return { person, Token: String(body['ConfirmationToken']), interim: String(body['Token']) };
}

describe('the documented request', () => {
  it('works as printed: GET with a body, only host and credentials replaced', async () => {
    const { person, Token, interim } = await atTheStart();
    const body = JSON.stringify({
      Token,
      Pin: 8305,
      ImageName: 'apple.png',
      PersonalPhrase: 'Some text that will be displayed to the user',
    });
    const headers = { Authorization: `Bearer ${interim}`, 'Et-App-Key': app.appKey };
    const answer = await sendGet(`${app.url}/v1.0/users/pincode/change`, body, headers);
    expect([answer.status, answer.text]).toEqual([200, DONE]);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect((await app.logIn(person, { pincode: PIN })).status).toBe(200);
  });

  it.each([
    ['PUT', '/v1.0'],
    ['POST', '/v1.0'],
    ['PUT', '/v1'],
    ['POST', '/v1'],
  ])('works as %s below %s, with a PIN that has a leading zero', async (method, version) => {
    const { person, Token, interim } = await atTheStart();
    const body = { Token, Pin: '0947618', ImageName: 'watch.png', PersonalPhrase: 'phrase' };
    const path = `${version}/users/pincode/change`;
    const answer = await app.ask(method, path, body, bearer(interim));
    expect([answer.status, answer.text]).toEqual([200, DONE]);
    expect((await app.logIn(person, { pincode: '0947618' })).status).toBe(200);
  });

  it('takes text/json, no content type, and headers in any case', async () => {
    for (const type of ['text/json', undefined]) {
      const { Token, interim } = await atTheStart();
      const body = { Token, Pin: PIN, ImageName: 'fish.png', PersonalPhrase: 'phrase' };
      const answer = await app.ask(
        ...(['PUT', '/v1.0/users/pincode/change', Buffer.from(JSON.stringify(body))] as const),
        { ...(type && { 'content-type': type }), AUTHORIZATION: `bearer   ${interim}` },
      );
      expect([answer.status, answer.text]).toEqual([200, DONE]);
    }
  });
});
