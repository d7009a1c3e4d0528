import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, demoBackend, makeUser, otherBackend, tokenFor, userOf } from './backend.ts';
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
let userId: string;
let page: PageSession;
beforeAll(async () => {
  server = await startTestServer();
  backend = await demoBackend(server);
  userId = await makePinUser(server, backend);
  page = await openPage(backend, userId, 'updateUserPin');
});
afterAll(() => server.close());

const CALLS = [
  ['start', {}],
  ['current-pin', { pin: WRONG_PIN }],
  ['answers', { answers: ANSWERS }],
  ['new-pin', { pin: NEW_PIN }],
  ['finish', { currentPin: WRONG_PIN, newPin: NEW_PIN }],
] as const;

const failedAttempts = async () => (await userOf(backend, userId)).pinDetails?.failedAttempts;

describe.each(CALLS)('%s', (name, body) => {
  const refusalOf = async (session: unknown) => (await callPage(server, session, name, body)).body;

  it('says in the vendor’s codes what is wrong with a session, and charges nothing', async () => {
    const stranger = await otherBackend(server, 'strangers');
    const other = await makeUser(backend);
    const foreignId = await makeUser(stranger);
    const foreign = await tokenFor(stranger, foreignId);
    const theirs = await tokenFor(backend, other);
    const [head, payload] = page.userToken.split('.');
    for (const [change, code] of [
      [{ appId: crypto.randomUUID() }, 155114],
      [{ appId: stranger.appId }, 155114],
      [{ appId: '' }, 155114],
      [{ userToken: '' }, 155103],
      [{ userToken: 'garbled' }, 155103],
      [{ userToken: `${head}.${payload}.AAAA` }, 155105],
      [{ userToken: foreign.userToken }, 155114],
      [{ ...foreign, appId: stranger.appId }, 155116],
      [{ encryptionKey: '' }, 155118],
      [{ encryptionKey: theirs.encryptionKey }, 155118],
      [{ challengeId: '' }, 155116],
      [{ challengeId: crypto.randomUUID() }, 155116],
      [theirs, 155116],
    ] as const) {
      expect(await refusalOf({ ...page, ...change })).toMatchObject({ code, closes: true });
    }
    expect(await failedAttempts()).toBe(0);
  });

  it.each([
    undefined,
    null,
    'session',
    [],
    { origin: 'https://app.example/path' },
    { origin: 'app.example' },
    { origin: 'null' },
    { origin: 'javascript:alert(1)' },
    { appId: 7 },
    { userToken: {} },
  ])('takes no session like %j', async (change) => {
    const broken = typeof change === 'object' && change !== null && !Array.isArray(change);
    const session = broken ? { ...page, ...change } : change;
    expect(await refusalOf(session)).toMatchObject({ code: 2, closes: true });
    expect(await failedAttempts()).toBe(0);
  });

  it('says that the user is disabled', async () => {
    const staff = `/tenants/${backend.tenant}/subjects/${userId}`;
    await server.admin('POST', `${staff}/suspend`, { reason: 'lost phone' });
    expect(await refusalOf(page)).toMatchObject({ code: 155109, closes: true });
    await server.admin('POST', `${staff}/resume`, { reason: 'found it' });
    expect(await failedAttempts()).toBe(0);
  });
});

describe('a PIN that is none', () => {
  it.each([
    undefined,
    null,
    592836,
    '',
    '59283',
    '5928361',
    '59 283',
    '592836\n',
    '59283a',
    '５９２８３６',
    ['592836'],
  ])('is refused and costs nothing: %j', async (none) => {
    const calls = [
      ['current-pin', { pin: none }],
      ['new-pin', { pin: none }],
      ['finish', { currentPin: none, newPin: NEW_PIN }],
    ] as const;
    for (const [name, body] of calls) {
      const { status, text, body: answer } = await callPage(server, page, name, body);
      expect(status).toBe(400);
      expect(answer).toMatchObject({ code: 2, closes: false });
      if (typeof none === 'string' && none.trim() !== '') expect(text).not.toContain(none);
    }
    expect(await failedAttempts()).toBe(0);
  });
});

describe('a new PIN', () => {
  it.each([
    ['000000', 'repeated'],
    ['123456', 'sequence'],
    ['987654', 'sequence'],
  ])('like %s is refused with its rule, before and at the end', async (pin, rule) => {
    const weak = { code: 155704, rule, closes: false };
    expect((await callPage(server, page, 'new-pin', { pin })).body).toMatchObject(weak);
    const newcomer = await openPage(backend, await makeUser(backend), 'createUserPin');
    const entered = { newPin: pin, questions: QUESTIONS };
    expect((await callPage(server, newcomer, 'finish', entered)).body).toMatchObject(weak);
  });

  it('has to be another than the current one', async () => {
    const entered = { currentPin: FIRST_PIN, newPin: FIRST_PIN };
    const { body } = await callPage(server, page, 'finish', entered);
    expect(body).toMatchObject({ code: 155704, rule: 'same_as_current', closes: false });
  });
});

describe('security questions', () => {
  const [first, second] = QUESTIONS;
  it.each([
    [[{ ...first, hint: ' miezi ' }, second], 155705, 'hint_is_answer'],
    [[first], 2, 'count'],
    [[first, first], 2, 'question_repeated'],
    [[first, { ...second, answer: '  ' }], 2, 'answer_empty'],
    [[first, { ...second, type: 'NUMBER' }], 2, undefined],
    ['none', 2, undefined],
  ])('like %j are refused, and nothing is stored', async (questions, code, rule) => {
    const newcomer = await makeUser(backend);
    const opened = await openPage(backend, newcomer, 'createUserPin');
    const entered = { newPin: FIRST_PIN, questions };
    const { body } = await callPage(server, opened, 'finish', entered);
    expect(body).toMatchObject({ code, closes: false });
    expect(body['rule']).toBe(rule);
    expect((await userOf(backend, newcomer)).pinStatus).toBe('UNSET');
    expect((await callPage(server, opened, 'start')).status).toBe(200);
  });
});

it('an expired token and an expired challenge are told apart', async () => {
  const member = await makePinUser(server, backend);
  const old = await openPage(backend, member, 'updateUserPin');
  await server.advanceClock(61 * 60);
  const expired = await callPage(server, old, 'current-pin', { pin: WRONG_PIN });
  expect(expired.body).toMatchObject({ code: 155104, closes: true });
  const renewed = { ...old, ...(await tokenFor(backend, member)) };
  const over = await callPage(server, renewed, 'current-pin', { pin: WRONG_PIN });
  expect(over.body).toMatchObject({ code: 155121, closes: true });
  expect((await userOf(backend, member)).pinDetails?.failedAttempts).toBe(0);
});
