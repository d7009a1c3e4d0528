import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const verify = async (id: string, body: object, key?: string) =>
  (
    await server.call('POST', `/v1/subjects/${id}/pin/verify`, body, {
      ...(key && { 'idempotency-key': key }),
    })
  ).body;
const WRONG = { pin: '1907' };
const RIGHT = { pin: '8305' };

async function lockOut(id: string): Promise<void> {
  for (let nth = 0; nth < 5; nth += 1) await verify(id, WRONG);
  expect(await verify(id, RIGHT)).toMatchObject({ outcome: 'locked' });
}

it('a device that was remembered goes on where strangers used up the guesses', async () => {
  const id = await server.makeSubject();
  const { device } = await verify(id, { ...RIGHT, rememberDevice: true });
  expect(device).toMatch(/^eyJ/);
  await lockOut(id);
  expect(await verify(id, { ...RIGHT, device })).toMatchObject({
    ...{ outcome: 'verified', attemptsRemaining: 5 },
  });
  expect(await verify(id, { ...WRONG, device })).toMatchObject({
    ...{ outcome: 'wrong', attemptsRemaining: 4 },
  });
});

it('a good token is not answered with another one, and a bad one is nobody’s', async () => {
  const id = await server.makeSubject();
  const { device } = await verify(id, { ...RIGHT, rememberDevice: true });
  const again = await verify(id, { ...RIGHT, device, rememberDevice: true });
  expect(again).not.toHaveProperty('device');
  const [head = ''] = String(device).split('.');
  const altered = `${String(device).slice(0, -4)}AAAA`;
  const foreign = (await verify(await server.makeSubject(), { ...RIGHT, rememberDevice: true }))[
    'device'
  ];
  await lockOut(id);
  for (const token of [altered, head, 'x', foreign]) {
    expect(await verify(id, { ...RIGHT, device: token })).toMatchObject({ outcome: 'locked' });
  }
});

it('a repeat of the call gets a token for the same device', async () => {
  const id = await server.makeSubject();
  const wanted = { ...RIGHT, rememberDevice: true };
  await verify(id, wanted, `first-${id}`);
  const { device } = await verify(id, wanted, `first-${id}`);
  await lockOut(id);
  expect(await verify(id, { ...RIGHT, device })).toMatchObject({ outcome: 'verified' });
});

it('a wrong PIN is answered with no token, and neither is a right one that asks for none', async () => {
  const id = await server.makeSubject();
  expect(await verify(id, { ...WRONG, rememberDevice: true })).not.toHaveProperty('device');
  expect(await verify(id, RIGHT)).not.toHaveProperty('device');
});

it('a change from a known device keeps it, and from elsewhere forgets it', async () => {
  const id = await server.makeSubject();
  const { device } = await verify(id, { ...RIGHT, rememberDevice: true });
  const change = (body: object) => server.call('POST', `/v1/subjects/${id}/pin/change`, body);
  await change({ currentPin: '8305', newPin: '7261', device });
  await lockOut(id);
  expect(await verify(id, { pin: '7261', device })).toMatchObject({ outcome: 'verified' });
  await server.advanceClock(61);
  await change({ currentPin: '7261', newPin: '5938' });
  await lockOut(id);
  expect(await verify(id, { pin: '5938', device })).toMatchObject({ outcome: 'locked' });
});

it('what is no token in form costs no attempt', async () => {
  const id = await server.makeSubject();
  for (const device of ['', 7, null, 'x'.repeat(2000)]) {
    const answer = await server.call('POST', `/v1/subjects/${id}/pin/verify`, { ...WRONG, device });
    expect(answer.status).toBe(400);
  }
  expect(await verify(id, RIGHT)).toMatchObject({ outcome: 'verified', attemptsRemaining: 5 });
});
