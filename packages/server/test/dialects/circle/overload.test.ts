import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoBackend, userOf } from './backend.ts';
import { callPage, makePinUser, openPage, WRONG_PIN } from './pin-page.ts';

let server: TestServer;
beforeAll(async () => {
  // Real cost, so that the queue is full while the requests arrive.
  const hashCost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };
  server = await startTestServer({ hashCost, flags: { 'hash-places': '3' } });
});
afterAll(() => server.close());

it('sends a page away for a moment and costs nobody an attempt', async () => {
  const backend = await demoBackend(server);
  const users: string[] = [];
  for (let made = 0; made < 15; made += 1) users.push(await makePinUser(server, backend));
  const pages = [];
  for (const userId of users) pages.push(await openPage(backend, userId, 'updateUserPin'));
  const answers = await Promise.all(
    pages.map((page) => callPage(server, page, 'current-pin', { pin: WRONG_PIN })),
  );
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  for (const { body, headers } of refused) {
    expect(body).toMatchObject({ code: -1, closes: false });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  for (const [index, userId] of users.entries()) {
    const charged = answers[index]?.status === 503 ? 0 : 1;
    expect((await userOf(backend, userId)).pinDetails).toEqual({ failedAttempts: charged });
  }
});
