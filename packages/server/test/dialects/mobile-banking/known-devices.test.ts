import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway, type Member } from './gateway.ts';

const RIGHT = '5927';
const WRONG = '4071';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
  const dialects = { 'mobile-banking': { lenientDeviceType: true, knownDevices: true } };
  await server.admin('PATCH', '/tenants/demo', { dialects });
});
afterAll(() => server.close());

/** A member whose SIM is bound and proved the PIN, locked out by strangers on another wire. */
async function lockedOut(): Promise<Member> {
  const member = await enrol(server, { pin: RIGHT });
  expect(await login(member)).toBe('SUCCESS');
  for (let nth = 0; nth < 5; nth += 1) {
    await server.call('POST', `/v1/subjects/${member.subject}/pin/verify`, { pin: WRONG });
  }
  return member;
}

const login = async (member: Member, imsi?: string) =>
  (await gateway.ask('LOGIN', { ...member.sim(imsi), pin: RIGHT }))['login_status'];

it('the bound SIM that proved the PIN goes on where strangers used up the guesses', async () => {
  const member = await lockedOut();
  expect(await login(member)).toBe('SUCCESS');
  expect(await login(member, '639029999999')).toBe('INVALID_DEVICE_IDENTIFIER');
  const status = await server.call('GET', `/v1/subjects/${member.subject}/pin`);
  expect(status.body).toMatchObject({ state: 'locked' });
});

it('has guesses of its own, and no more', async () => {
  const member = await lockedOut();
  for (let nth = 0; nth < 5; nth += 1) {
    const wrong = await gateway.ask('LOGIN', { ...member.sim(), pin: WRONG });
    expect(wrong['login_status']).toBe('INCORRECT_PIN');
  }
  expect(await login(member)).toBe('SUSPENDED');
});
