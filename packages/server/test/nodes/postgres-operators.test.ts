import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OperatorBrowser, openBrowser, PASSWORD } from '../operators/operator-browser.ts';
import { startTwoNodes, type TwoNodes } from './two-nodes.ts';

let two: TwoNodes;
beforeAll(async () => {
  two = await startTwoNodes('dev');
});
afterAll(() => two.close());

async function signInAt(node: 0 | 1, body: object): Promise<readonly [OperatorBrowser, unknown]> {
  const browser = openBrowser(two.nodes[node]);
  const answer = await browser.signIn(body);
  return [browser, answer.body['outcome']];
}

async function make(name: string): Promise<void> {
  const account = { name, role: 'owner', password: PASSWORD };
  expect((await two.admin(two.nodes[0], 'POST', '/accounts', account)).status).toBe(201);
}

it('a session of one node is good on the other, and ends on both', async () => {
  await make('ann');
  const [here] = await signInAt(0, { account: 'ann', password: PASSWORD });
  const there = openBrowser(two.nodes[1]);
  there.token = here.token;
  expect((await there.call('GET', '/session')).body).toMatchObject({ account: 'ann' });
  expect((await there.call('DELETE', '/session')).status).toBe(204);
  expect((await here.call('GET', '/session')).status).toBe(401);
});

it('the budget of a password is one, whatever nodes are asked', async () => {
  await make('bob');
  const guesses = Array.from({ length: 100 }, (_, index) =>
    signInAt(index % 2 === 0 ? 0 : 1, { account: 'bob', password: `wrong password ${index}` }),
  );
  await Promise.all(guesses);
  const { body } = await two.admin(two.nodes[0], 'GET', '/accounts/audit');
  const entries = body['entries'] as { subject: string; outcome: string; action: string }[];
  const mine = entries.filter((each) => each.subject === 'bob' && each.outcome === 'wrong');
  expect(mine.length).toBeLessThanOrEqual(5);
  const [, right] = await signInAt(1, { account: 'bob', password: PASSWORD });
  expect(right).toBe('wrong');
});

it('a code is good once on all nodes together', async () => {
  await make('cat');
  const [browser] = await signInAt(0, { account: 'cat', password: PASSWORD });
  const { body } = await browser.call('POST', '/session/totp', { password: PASSWORD });
  const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
  const before = totp.generate({ timestamp: Date.now() - 30_000 });
  const confirmed = await browser.call('POST', '/session/totp/confirm', { code: before });
  expect(confirmed.body).toEqual({ outcome: 'confirmed' });
  const signIn = { account: 'cat', password: PASSWORD, code: totp.generate() };
  const outcomes = await Promise.all(
    [0, 1, 0, 1].map(async (node) => (await signInAt(node === 0 ? 0 : 1, signIn))[1]),
  );
  expect(outcomes.filter((each) => each === 'signed_in')).toHaveLength(1);
});
