import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  choice,
  demoApp,
  newestCode,
  OTHER_PIN,
  PIN,
  sendGet,
  WRONG_PIN,
} from './app.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

it('takes the demo person from the first login to a forgotten PIN, through HTTP alone', async () => {
  const { username, password, email } = server.demo.etna;
  const logIn = (headers = {}) =>
    app.ask('POST', '/token', undefined, { username, password, ...headers });

  const first = await logIn();
  expect(first.status).toBe(202);
  const { Token: interim, ConfirmationToken: confirmation } = first.body;
  expect(first.body).toEqual({
    Step: 'SecutityPin',
    Reason: 'PIN code is not init',
    State: 'Expecting',
    ConfirmationToken: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
    Token: expect.stringMatching(/^[A-Za-z0-9+/]{200,}={0,2}$/),
  });
  expect(interim).not.toBe(confirmation);

  const offered = await app.ask('GET', '/v1.0/assets/security-images', undefined, bearer(interim));
  const { Model: pictures } = offered.body as { Model: { FileName: string; Content: string }[] };
  const robot = pictures.find(({ FileName }) => FileName === 'robot.png');

  const url = `${app.url}/v1.0/users/pincode/change`;
  const set = await sendGet(url, JSON.stringify(choice(confirmation, PIN)), {
    'Et-App-Key': app.appKey,
    Authorization: `Bearer ${interim}`,
  });
  expect(set.status).toBe(200);
  expect(set.text).toBe('{"Errors":[],"ErrorsCode":[],"StatusCode":"Continue","IsSucceed":true}');
  expect(set.headers.get('cache-control')).toBe('no-store');

  const asked = await logIn();
  expect([asked.status, asked.body]).toEqual([
    202,
    {
      Step: 'SecutityPin',
      Reason: 'Invalid pin',
      State: 'Expecting',
      Token: expect.any(String),
      PersonalPhrase: 'blue kettle',
      Image: robot?.Content,
    },
  ]);

  const done = await logIn({ ...bearer(asked.body['Token']), pincode: PIN });
  expect([done.status, Object.keys(done.body)]).toEqual([200, ['State', 'Token']]);
  expect(done.body['State']).toBe('Succeeded');
  expect((await logIn({ pincode: PIN })).status).toBe(200);

  for (let guess = 1; guess < 5; guess += 1) {
    const wrong = await logIn({ pincode: WRONG_PIN });
    expect([wrong.status, wrong.body['Reason']]).toEqual([202, 'Invalid pin']);
  }
  const locked = {
    State: 'Failed',
    Step: 'SecutityPin',
    Reason: 'Invalid pin',
    ConfirmationToken: '',
  };
  for (const headers of [{ pincode: WRONG_PIN }, { pincode: PIN }, {}]) {
    const refused = await logIn(headers);
    expect([refused.status, refused.body]).toEqual([401, locked]);
  }

  // Who is locked out starts from the interim token of the PIN step.
  const started = await app.ask(
    ...(['POST', '/v1.0/users/@me/pincode', undefined, bearer(asked.body['Token'])] as const),
  );
  expect([started.status, started.text]).toEqual([200, '']);
  const Code = await newestCode(server, email);
  const exchange = { Code, Identifier: 'ResetPinCode' };
  const swapped = await app.ask('POST', '/v1.0/users/identifiers/reset/code', exchange);
  expect([swapped.status, Object.keys(swapped.body)]).toEqual([
    200,
    ['Model', 'Errors', 'ErrorsCode', 'StatusCode', 'IsSucceed'],
  ]);
  expect(swapped.body).toMatchObject({ StatusCode: 'Continue', IsSucceed: true });
  const replaced = await app.ask(
    'PUT',
    '/v1/users/pincode/change',
    choice(swapped.body['Model'], OTHER_PIN),
    bearer(asked.body['Token']),
  );
  expect([replaced.status, replaced.body['IsSucceed']]).toEqual([200, true]);
  expect((await logIn({ pincode: OTHER_PIN })).status).toBe(200);
  expect((await logIn({ pincode: PIN })).status).toBe(202);
});

it('opens again when the lock ends, and ends tokens when their time is over', async () => {
  const { username, password } = server.demo.etna;
  const logIn = (pincode: string) =>
    app.ask('POST', '/token', undefined, { username, password, pincode });
  while ((await logIn(WRONG_PIN)).status === 202);
  await server.advanceClock(50);
  expect((await logIn(OTHER_PIN)).status).toBe(401);
  await server.advanceClock(11);
  const { status, body } = await logIn(OTHER_PIN);
  expect(status).toBe(200);
  const images = () =>
    app.ask('GET', '/v1.0/assets/security-images', undefined, bearer(body['Token']));
  await server.advanceClock(24 * 3600 - 5);
  expect((await images()).status).toBe(200);
  await server.advanceClock(6);
  const over = await images();
  expect([over.status, over.body]).toEqual([
    401,
    { Message: 'Authorization has been denied for this request.' },
  ]);
});
