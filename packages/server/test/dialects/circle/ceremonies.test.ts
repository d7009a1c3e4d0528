import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, demoBackend, makeUser, tokenFor, userOf } from './backend.ts';
import {
  ANSWERS,
  callPage,
  FIRST_PIN,
  makePinUser,
  NEW_PIN,
  openPage,
  type PageSession,
  QUESTIONS,
  WRONG_PIN,
} from './pin-page.ts';

let server: TestServer;
let backend: Backend;
beforeAll(async () => {
  server = await startTestServer();
  backend = await demoBackend(server);
});
afterAll(() => server.close());

const statusOf = async (userId: string, { challengeId }: PageSession) => {
  const { userToken } = await tokenFor(backend, userId);
  const { challenge } = dataOf(await backend.sdk.getUserChallenge({ userToken, challengeId }));
  return challenge?.status;
};

describe.each([
  ['createUserPin', 'SET_PIN'],
  ['createUserPinWithWallets', 'INITIALIZE'],
] as const)('%s', (call, type) => {
  it('ends with a PIN and security questions', async () => {
    const userId = await makeUser(backend);
    const page = await openPage(backend, userId, call);
    const started = await callPage(server, page, 'start');
    expect(started.body).toEqual({
      ...{ type, steps: ['newPin', 'questions'], questions: [], questionsMin: 2, pinLength: 6 },
      ...{ attemptsRemaining: null, answerAttemptsRemaining: null },
    });
    expect(await statusOf(userId, page)).toBe('IN_PROGRESS');
    expect((await callPage(server, page, 'new-pin', { pin: FIRST_PIN })).body).toEqual({});
    const entered = { newPin: FIRST_PIN, questions: QUESTIONS };
    const finished = await callPage(server, page, 'finish', entered);
    expect(finished.body).toEqual({ type, status: 'COMPLETE' });
    expect(await statusOf(userId, page)).toBe('COMPLETE');
    expect(await userOf(backend, userId)).toMatchObject({
      ...{ pinStatus: 'ENABLED', pinDetails: { failedAttempts: 0 } },
      ...{ securityQuestionStatus: 'ENABLED', securityQuestionDetails: { failedAttempts: 0 } },
    });
  });

  it('is over once it was used, on every page that shows it', async () => {
    const userId = await makeUser(backend);
    const page = await openPage(backend, userId, call);
    const entered = { newPin: FIRST_PIN, questions: QUESTIONS };
    const both = [1, 2].map(() => callPage(server, page, 'finish', entered));
    const answers = await Promise.all(both);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const name of ['start', 'finish'] as const) {
      const over = await callPage(server, page, name, entered);
      expect(over.status).toBe(403);
      expect(over.body).toMatchObject({ code: 155122, closes: true });
    }
  });
});

it('a second challenge for a first PIN finds nothing to do', async () => {
  const userId = await makeUser(backend);
  const first = await openPage(backend, userId, 'createUserPin');
  const second = await openPage(backend, userId, 'createUserPinWithWallets');
  const entered = { newPin: FIRST_PIN, questions: QUESTIONS };
  expect((await callPage(server, first, 'finish', entered)).status).toBe(200);
  for (const name of ['start', 'finish'] as const) {
    const { body } = await callPage(server, second, name, { ...entered, newPin: NEW_PIN });
    expect(body).toMatchObject({ code: 155106, closes: true });
  }
});

it('questions that are missing are asked for after the PIN, which has to be shown', async () => {
  const userId = await makeUser(backend);
  await server.call('PUT', `/v1/subjects/${userId}/pin`, { pin: FIRST_PIN });
  const page = await openPage(backend, userId, 'createUserPinWithWallets');
  const { body } = await callPage(server, page, 'start');
  expect(body).toMatchObject({ steps: ['currentPin', 'questions'], attemptsRemaining: 4 });
  const wrong = { currentPin: WRONG_PIN, questions: QUESTIONS };
  expect((await callPage(server, page, 'finish', wrong)).body).toMatchObject({ code: 155112 });
  const right = { currentPin: FIRST_PIN, questions: QUESTIONS };
  expect((await callPage(server, page, 'finish', right)).status).toBe(200);
});

it('a PIN is changed with the current one', async () => {
  const userId = await makePinUser(server, backend);
  const page = await openPage(backend, userId, 'updateUserPin');
  const started = await callPage(server, page, 'start');
  expect(started.body).toMatchObject({
    ...{ type: 'CHANGE_PIN', steps: ['currentPin', 'newPin'], questions: [] },
    attemptsRemaining: 4,
  });
  const wrong = await callPage(server, page, 'current-pin', { pin: WRONG_PIN });
  expect(wrong.status).toBe(400);
  expect(wrong.body).toMatchObject({ code: 155112, closes: false, attemptsRemaining: 3 });
  expect((await userOf(backend, userId)).pinDetails).toEqual({ failedAttempts: 1 });
  expect((await callPage(server, page, 'current-pin', { pin: FIRST_PIN })).body).toEqual({});
  const finished = await callPage(server, page, 'finish', {
    ...{ currentPin: FIRST_PIN, newPin: NEW_PIN },
  });
  expect(finished.body).toEqual({ type: 'CHANGE_PIN', status: 'COMPLETE' });
  expect((await userOf(backend, userId)).pinDetails).toEqual({ failedAttempts: 0 });
  const verify = (pin: string) => server.call('POST', `/v1/subjects/${userId}/pin/verify`, { pin });
  expect((await verify(NEW_PIN)).body['outcome']).toBe('verified');
  expect((await verify(FIRST_PIN)).body['outcome']).toBe('wrong');
});

describe('a forgotten PIN', () => {
  it('is replaced by who answers all questions', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'restoreUserPin');
    const { body } = await callPage(server, page, 'start');
    expect(body).toMatchObject({
      ...{ type: 'RESTORE_PIN', steps: ['answers', 'newPin'], answerAttemptsRemaining: 4 },
      questions: QUESTIONS.map(({ question, type, hint }) => ({
        question,
        type,
        hint: hint || null,
      })),
    });
    const half = await callPage(server, page, 'answers', { answers: [ANSWERS[0], 'guessed'] });
    expect(half.body).toMatchObject({ code: 155115, closes: false, attemptsRemaining: 3 });
    expect((await userOf(backend, userId)).securityQuestionDetails?.failedAttempts).toBe(1);
    const spelled = { answers: ['  MIEZI ', '1961-03-14'] };
    const { grant } = (await callPage(server, page, 'answers', spelled)).body;
    const same = await callPage(server, page, 'finish', { grant, newPin: FIRST_PIN });
    expect(same.body).toMatchObject({ code: 155704, rule: 'same_as_current', closes: false });
    const finished = await callPage(server, page, 'finish', { grant, newPin: NEW_PIN });
    expect(finished.body).toEqual({ type: 'RESTORE_PIN', status: 'COMPLETE' });
    expect(await userOf(backend, userId)).toMatchObject({
      ...{ pinStatus: 'ENABLED', pinDetails: { failedAttempts: 0 } },
      securityQuestionDetails: { failedAttempts: 0 },
    });
  });

  it('is not replaced without a grant that holds', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'restoreUserPin');
    const without = await callPage(server, page, 'finish', { newPin: NEW_PIN });
    expect(without.body).toMatchObject({ code: 2, closes: false });
    const made = await callPage(server, page, 'finish', { grant: 'made-up', newPin: NEW_PIN });
    expect(made.body).toMatchObject({ code: 155115, rule: 'grant', closes: false });
    const { grant } = (await callPage(server, page, 'answers', { answers: ANSWERS })).body;
    await server.advanceClock(6 * 60);
    const late = await callPage(server, page, 'finish', { grant, newPin: NEW_PIN });
    expect(late.body).toMatchObject({ code: 155115, rule: 'grant' });
  });

  it('is not replaced with the answers of somebody else', async () => {
    const [anna, berta] = [await makePinUser(server, backend), await makePinUser(server, backend)];
    const hers = await openPage(backend, anna, 'restoreUserPin');
    const { grant } = (await callPage(server, hers, 'answers', { answers: ANSWERS })).body;
    const other = await openPage(backend, berta, 'restoreUserPin');
    const stolen = await callPage(server, other, 'finish', { grant, newPin: NEW_PIN });
    expect(stolen.body).toMatchObject({ code: 155115, rule: 'grant' });
  });
});
