import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../support/test-server.ts';
import { startTwoNodes, type TwoNodes } from './two-nodes.ts';

const KEY_MAX = 60;
const STRANGER_MAX = 100;
const MINUTE_MS = 60_000;

let two: TwoNodes;
beforeAll(async () => {
  two = await startTwoNodes('serve', {
    PINTUMBLER_RATE_KEY: String(KEY_MAX),
    PINTUMBLER_RATE_STRANGER: String(STRANGER_MAX),
  });
  await two.admin(two.nodes[0], 'POST', '/tenants', { id: 'acme', name: 'Acme' });
});
afterAll(() => two.close());

/** How many of these requests both nodes together let pass, all of them in one minute. */
async function passed(times: number, makeKey: () => Promise<string>): Promise<number> {
  for (;;) {
    const authorization = `Bearer ${await makeKey()}`;
    const startedIn = Math.floor(Date.now() / MINUTE_MS);
    const answers = await Promise.all(
      Array.from({ length: times }, (_, at) =>
        send(`${two.nodes[at % 2 === 0 ? 0 : 1].baseUrl}/v1/policy`, 'GET', undefined, {
          authorization,
        }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429).length;
    if (Math.floor(Date.now() / MINUTE_MS) === startedIn) return times - refused;
  }
}

/** One that has not called in this minute. */
async function newKey(): Promise<string> {
  const wanted = { dialect: 'native', name: 'another' };
  const { body } = await two.admin(two.nodes[0], 'POST', '/tenants/acme/keys', wanted);
  return String(body['apiKey']);
}

it('two nodes let exactly what one key may pass, and not once more', async () => {
  expect(await passed(300, newKey)).toBe(KEY_MAX);
}, 150_000);

it('two nodes together let strangers pass a tenth more than one at most', async () => {
  const count = await passed(400, async () => 'nobody');
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(STRANGER_MAX * 1.1);
}, 150_000);
