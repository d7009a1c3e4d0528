import { afterAll, beforeAll, expect, it } from 'vitest';
import { putKey } from '../../pages/pin-key.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, demoBackend, makeUser, userOf } from './backend.ts';
import {
  ANSWERS,
  callPage,
  FIRST_PIN,
  makePinUser,
  NEW_PIN,
  openPage,
  QUESTIONS,
} from './pin-page.ts';

let server: TestServer;
let backend: Backend;
beforeAll(async () => {
  server = await startTestServer();
  backend = await demoBackend(server);
});
afterAll(() => server.close());

const REFUSAL = {
  ...{ code: 2, closes: true },
  message: 'The PIN of this user is a key on a device and cannot be typed here.',
};

it('a PIN that is a key is not asked for, and digits for it cost nothing', async () => {
  const userId = await makePinUser(server, backend);
  const page = await openPage(backend, userId, 'updateUserPin');
  expect((await callPage(server, page, 'start')).status).toBe(200);
  await putKey(server, userId, FIRST_PIN);
  for (const [name, body] of [
    ['start', {}],
    ['current-pin', { pin: FIRST_PIN }],
    ['finish', { currentPin: FIRST_PIN, newPin: NEW_PIN }],
  ] as const) {
    const answer = await callPage(server, page, name, body);
    expect([name, answer.status, answer.body]).toEqual([name, 400, REFUSAL]);
  }
  expect((await userOf(backend, userId)).pinDetails).toEqual({ failedAttempts: 0 });
});

it('a first PIN that is a key leaves questions to be set nowhere here', async () => {
  const userId = await makeUser(backend);
  const page = await openPage(backend, userId, 'createUserPin');
  await putKey(server, userId);
  expect((await callPage(server, page, 'start')).body).toEqual(REFUSAL);
  const entered = { currentPin: FIRST_PIN, questions: QUESTIONS };
  expect((await callPage(server, page, 'finish', entered)).body).toEqual(REFUSAL);
  expect(await userOf(backend, userId)).toMatchObject({
    ...{ pinDetails: { failedAttempts: 0 }, securityQuestionStatus: 'UNSET' },
  });
});

it('a PIN that is a key is restored with answers, as digits', async () => {
  const userId = await makePinUser(server, backend);
  await putKey(server, userId, FIRST_PIN);
  const page = await openPage(backend, userId, 'restoreUserPin');
  const { steps } = (await callPage(server, page, 'start')).body;
  expect(steps).toEqual(['answers', 'newPin']);
  const { grant } = (await callPage(server, page, 'answers', { answers: ANSWERS })).body;
  const finished = await callPage(server, page, 'finish', { grant, newPin: NEW_PIN });
  expect(finished.body).toEqual({ type: 'RESTORE_PIN', status: 'COMPLETE' });
});
