import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type Backend,
  dataOf,
  demoBackend,
  failureOf,
  makeUser,
  otherBackend,
  SDKS,
  tokenFor,
} from './backend.ts';
import {
  callPage,
  FIRST_PIN,
  makePinUser,
  openChallenge,
  openPage,
  type PinCall,
  QUESTIONS,
} from './pin-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const FIRST = { newPin: FIRST_PIN, questions: QUESTIONS };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PATHS = [
  ['POST', '/v1/w3s/user/pin'],
  ['PUT', '/v1/w3s/user/pin'],
  ['POST', '/v1/w3s/user/initialize'],
  ['POST', '/v1/w3s/user/pin/restore'],
] as const;

describe.each(SDKS)('with SDK %s, a challenge', (_version, initiate) => {
  let backend: Backend;
  let newcomer: string;
  let member: string;
  beforeAll(async () => {
    backend = await demoBackend(server, initiate);
    newcomer = await makeUser(backend);
    member = await makePinUser(server, backend);
  });
  const open = async (call: PinCall, userId: string) => {
    const { userToken } = await tokenFor(backend, userId);
    return String(dataOf(await openChallenge(backend.sdk, call, userToken)).challengeId);
  };
  const read = async (userId: string, challengeId: string) => {
    const { userToken } = await tokenFor(backend, userId);
    return dataOf(await backend.sdk.getUserChallenge({ userToken, challengeId })).challenge;
  };

  it.each([
    ['createUserPin', 'SET_PIN', () => newcomer],
    ['createUserPinWithWallets', 'INITIALIZE', () => newcomer],
    ['updateUserPin', 'CHANGE_PIN', () => member],
    ['restoreUserPin', 'RESTORE_PIN', () => member],
  ] as const)('of %s is pending, and any token of its user reads it', async (call, type, user) => {
    const id = await open(call, user());
    expect(id).toMatch(UUID);
    const pending = { id, correlationIds: [], status: 'PENDING', type };
    expect(await read(user(), id)).toEqual(pending);
  });

  it.each([
    ['createUserPin', () => member, 409, 155107],
    ['createUserPinWithWallets', () => member, 409, 155106],
    ['updateUserPin', () => newcomer, 400, 155110],
    ['restoreUserPin', () => newcomer, 400, 155110],
  ] as const)('of %s needs a user it makes sense for', async (call, user, status, code) => {
    expect(await failureOf(open(call, user()))).toMatchObject({ status, code });
  });

  it('is opened once for one idempotency key, also after it has had its effect', async () => {
    const userId = await makeUser(backend);
    const token = await tokenFor(backend, userId);
    const headers = { 'x-user-token': token.userToken };
    const body = { idempotencyKey: crypto.randomUUID() };
    const first = await backend.ask('POST', '/v1/w3s/user/pin', body, headers);
    const again = await backend.ask('POST', '/v1/w3s/user/pin', body, headers);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const { challengeId } = first.body['data'] as { challengeId: string };
    const page = { appId: backend.appId, ...token, challengeId, origin: 'http://localhost' };
    expect((await callPage(server, page, 'finish', FIRST)).status).toBe(200);
    const late = await backend.ask('POST', '/v1/w3s/user/pin', body, headers);
    expect(late.status).toBe(200);
    expect(late.body).toEqual(first.body);
  });

  it('is opened once by any number of calls at once', async () => {
    const { userToken } = await tokenFor(backend, newcomer);
    const body = { idempotencyKey: crypto.randomUUID() };
    const calls = Array.from({ length: 8 }, () =>
      backend.ask('POST', '/v1/w3s/user/pin', body, { 'x-user-token': userToken }),
    );
    const answers = await Promise.all(calls);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('needs a key of its own for another call or another user', async () => {
    const idempotencyKey = crypto.randomUUID();
    const { userToken } = await tokenFor(backend, newcomer);
    await backend.sdk.createUserPin({ userToken, idempotencyKey });
    const taken = { status: 403, code: 156020 };
    const call = openChallenge(backend.sdk, 'createUserPinWithWallets', userToken, idempotencyKey);
    expect(await failureOf(call)).toMatchObject(taken);
    const other = await tokenFor(backend, await makeUser(backend));
    const foreign = { userToken: other.userToken, idempotencyKey };
    expect(await failureOf(backend.sdk.createUserPin(foreign))).toMatchObject(taken);
  });

  it('of another user or tenant does not exist', async () => {
    const challengeId = await open('createUserPin', newcomer);
    const unknown = { status: 404, code: 155116 };
    expect(await failureOf(read(member, challengeId))).toMatchObject(unknown);
    expect(await failureOf(read(newcomer, crypto.randomUUID()))).toMatchObject(unknown);
    const stranger = await otherBackend(server, 'foreign-challenges', initiate);
    await stranger.sdk.createUser({ userId: newcomer }).catch(() => undefined);
    const { userToken } = await tokenFor(stranger, newcomer);
    const call = stranger.sdk.getUserChallenge({ userToken, challengeId });
    expect(await failureOf(call)).toMatchObject(unknown);
  });

  it('is named by a UUID', async () => {
    expect(await failureOf(read(newcomer, 'not-a-uuid'))).toMatchObject({
      ...{ status: 400, code: 156009 },
    });
  });

  it('is listed by its status', async () => {
    const userId = await makeUser(backend);
    const pending = await open('createUserPin', userId);
    const begun = await openPage(backend, userId, 'createUserPin');
    expect((await callPage(server, begun, 'start')).status).toBe(200);
    const { userToken } = await tokenFor(backend, userId);
    const ids = async (challengeStatus?: 'PENDING' | 'IN_PROGRESS') => {
      const query = { userToken, ...(challengeStatus && { challengeStatus }) };
      const { challenges } = dataOf(await backend.sdk.listUserChallenges(query));
      return challenges?.map(({ id }) => id);
    };
    expect(await ids()).toEqual([pending, begun.challengeId]);
    expect(await ids('PENDING')).toEqual([pending]);
    expect(await ids('IN_PROGRESS')).toEqual([begun.challengeId]);
  });

  it('expires after an hour, and says why', async () => {
    const challengeId = await open('createUserPin', newcomer);
    await server.advanceClock(59 * 60);
    expect((await read(newcomer, challengeId))?.status).toBe('PENDING');
    await server.advanceClock(61);
    expect(await read(newcomer, challengeId)).toMatchObject({
      ...{ status: 'EXPIRED', errorCode: 155121, errorMessage: 'challenge expired' },
    });
  });
});

it.each(PATHS)(
  '%s %s takes an idempotency key of version 4 and nothing else',
  async (method, path) => {
    const backend = await demoBackend(server);
    const { userToken } = await tokenFor(backend, await makeUser(backend));
    for (const key of [undefined, null, '', 'x', 7, '01890a5d-ac96-774b-bcce-b302099a8057']) {
      const body = { idempotencyKey: key };
      const answer = await backend.ask(method, path, body, { 'x-user-token': userToken });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 2, errors: [{ location: 'idempotencyKey' }] });
    }
  },
);
