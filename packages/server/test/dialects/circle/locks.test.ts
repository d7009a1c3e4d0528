import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, demoBackend, otherBackend, tokenFor, userOf } from './backend.ts';
import {
  ANSWERS,
  callPage,
  FIRST_PIN,
  makePinUser,
  NEW_PIN,
  openPage,
  type PageSession,
  WRONG_PIN,
} from './pin-page.ts';

let server: TestServer;
let backend: Backend;
beforeAll(async () => {
  server = await startTestServer();
  backend = await demoBackend(server);
});
afterAll(() => server.close());

const HALF_HOUR_MS = 30 * 60_000;

const guess = (page: PageSession, pin = WRONG_PIN) =>
  callPage(server, page, 'current-pin', { pin });

async function lock(userId: string): Promise<PageSession> {
  const page = await openPage(backend, userId, 'updateUserPin');
  for (let wrong = 0; wrong < 4; wrong += 1) await guess(page);
  return page;
}

describe('the fourth wrong PIN', () => {
  it('locks it for half an hour, and the challenge has failed', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'updateUserPin');
    const answers = [];
    for (let wrong = 0; wrong < 4; wrong += 1) answers.push(await guess(page));
    const codes = answers.map(({ body }) => body['code']);
    expect(codes).toEqual([155112, 155112, 155112, 155119]);
    expect(answers.map(({ body }) => body['attemptsRemaining'])).toEqual([3, 2, 1, undefined]);
    expect(answers[3]?.body).toMatchObject({ closes: true });

    const user = await userOf(backend, userId);
    expect(user).toMatchObject({ pinStatus: 'LOCKED', securityQuestionStatus: 'ENABLED' });
    const { failedAttempts, lockedDate = '', lockedExpiryDate = '' } = user.pinDetails ?? {};
    expect(failedAttempts).toBe(4);
    expect(Date.parse(lockedExpiryDate) - Date.parse(lockedDate)).toBe(HALF_HOUR_MS);
    const told = String(answers[3]?.body['lockedUntil']);
    expect(Math.floor(Date.parse(told) / 1000) * 1000).toBe(Date.parse(lockedExpiryDate));

    const { userToken } = await tokenFor(backend, userId);
    const read = { userToken, challengeId: page.challengeId };
    const { challenge } = dataOf(await backend.sdk.getUserChallenge(read));
    expect(challenge).toMatchObject({ status: 'FAILED', errorCode: 155119 });
    expect((await guess(page, FIRST_PIN)).body).toMatchObject({ code: 155122, closes: true });
  });

  it('lets nothing be tested, in any challenge, until the time is over', async () => {
    const userId = await makePinUser(server, backend);
    const early = await openPage(backend, userId, 'updateUserPin');
    await lock(userId);
    const late = await openPage(backend, userId, 'updateUserPin');
    for (const page of [early, late]) {
      const locked = { code: 155119, closes: true };
      expect((await callPage(server, page, 'start')).body).toMatchObject(locked);
      expect((await guess(page, FIRST_PIN)).body).toMatchObject(locked);
      const entered = { currentPin: FIRST_PIN, newPin: NEW_PIN };
      expect((await callPage(server, page, 'finish', entered)).body).toMatchObject(locked);
    }
    await server.advanceClock(30 * 60 + 1);
    expect(await userOf(backend, userId)).toMatchObject({
      ...{ pinStatus: 'ENABLED', pinDetails: { failedAttempts: 0 } },
    });
    expect((await guess(late, FIRST_PIN)).status).toBe(200);
  });

  it('leaves the way through the security questions, which ends the lock', async () => {
    const userId = await makePinUser(server, backend);
    await lock(userId);
    const page = await openPage(backend, userId, 'restoreUserPin');
    const { grant } = (await callPage(server, page, 'answers', { answers: ANSWERS })).body;
    const finished = await callPage(server, page, 'finish', { grant, newPin: NEW_PIN });
    expect(finished.status).toBe(200);
    expect(await userOf(backend, userId)).toMatchObject({
      ...{ pinStatus: 'ENABLED', pinDetails: { failedAttempts: 0 } },
    });
  });

  it('is forgiven by staff, and the user shows when', async () => {
    const userId = await makePinUser(server, backend);
    await lock(userId);
    const staff = `/tenants/${backend.tenant}/subjects/${userId}`;
    await server.admin('POST', `${staff}/unlock`, { reason: 'known by voice' });
    const { pinStatus, pinDetails } = await userOf(backend, userId);
    expect(pinStatus).toBe('ENABLED');
    expect(Object.keys(pinDetails ?? {})).toEqual(['failedAttempts', 'lastLockOverrideDate']);
  });

  it('is the fourth of twenty at once, too', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'updateUserPin');
    const storm = await Promise.all(Array.from({ length: 20 }, () => guess(page)));
    for (const { body } of storm) expect([155112, 155119, 155122]).toContain(body['code']);
    const { body } = await server.admin('GET', `/tenants/${backend.tenant}/audit`);
    const entries = body['entries'] as readonly Record<string, unknown>[];
    const compared = entries.filter(
      ({ subject, outcome }) => subject === userId && outcome === 'wrong',
    );
    expect(compared).toHaveLength(4);
    expect((await userOf(backend, userId)).pinDetails?.failedAttempts).toBe(4);
  });
});

describe('the fourth wrong set of answers', () => {
  it('locks the answers, not the PIN, and the challenge has failed', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'restoreUserPin');
    const other = await openPage(backend, userId, 'restoreUserPin');
    const codes = [];
    for (let wrong = 0; wrong < 4; wrong += 1) {
      const { body } = await callPage(server, page, 'answers', { answers: ['a cat', 'long ago'] });
      codes.push(body['code']);
    }
    expect(codes).toEqual([155115, 155115, 155115, 155120]);
    const user = await userOf(backend, userId);
    expect(user).toMatchObject({ pinStatus: 'ENABLED', securityQuestionStatus: 'LOCKED' });
    const { lockedDate = '', lockedExpiryDate = '' } = user.securityQuestionDetails ?? {};
    expect(Date.parse(lockedExpiryDate) - Date.parse(lockedDate)).toBe(HALF_HOUR_MS);
    const locked = { code: 155120, closes: true };
    expect((await callPage(server, other, 'start')).body).toMatchObject(locked);
    const right = await callPage(server, other, 'answers', { answers: ANSWERS });
    expect(right.body).toMatchObject(locked);
    await server.advanceClock(30 * 60 + 1);
    expect((await callPage(server, other, 'answers', { answers: ANSWERS })).status).toBe(200);
  });

  it('is not counted for a set that is none', async () => {
    const userId = await makePinUser(server, backend);
    const page = await openPage(backend, userId, 'restoreUserPin');
    for (const answers of [
      undefined,
      'Miezi',
      [],
      ['Miezi'],
      ['Miezi', ''],
      ['Miezi', 3],
      [...ANSWERS, 'x'],
    ]) {
      const { body } = await callPage(server, page, 'answers', { answers });
      expect(body).toMatchObject({ code: 2, closes: false });
    }
    expect((await userOf(backend, userId)).securityQuestionDetails?.failedAttempts).toBe(0);
  });
});

it('a tenant may read "more than three" as the third, and lock for longer', async () => {
  const strict = await otherBackend(server, 'strict');
  const circle = { wrongEntriesToLock: 3, lockMinutes: 45, challengeMinutes: 5 };
  await server.admin('PATCH', '/tenants/strict', { dialects: { circle } });
  const userId = await makePinUser(server, strict);
  const page = await openPage(strict, userId, 'updateUserPin');
  const codes = [];
  for (let wrong = 0; wrong < 3; wrong += 1) codes.push((await guess(page)).body['code']);
  expect(codes).toEqual([155112, 155112, 155119]);
  const { lockedDate = '', lockedExpiryDate = '' } =
    (await userOf(strict, userId)).pinDetails ?? {};
  expect(Date.parse(lockedExpiryDate) - Date.parse(lockedDate)).toBe(45 * 60_000);
  const short = await openPage(strict, userId, 'restoreUserPin');
  await server.advanceClock(5 * 60);
  expect((await callPage(server, short, 'start')).body).toMatchObject({ code: 155121 });
});
