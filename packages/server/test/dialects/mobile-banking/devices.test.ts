import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway, type Member, otherGateway } from './gateway.ts';

const RIGHT = '5927';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

const devicesOf = async ({ subject }: Member) =>
  (await server.call('GET', `/v1/subjects/${subject}`)).body['devices'];

const login = async (fields: object, by = gateway, pin = RIGHT) =>
  (await by.ask('LOGIN', { ...fields, pin }))['login_status'];

describe('an empty IMSI', () => {
  it('is bound by the first SUCCESS and by nothing else', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await gateway.ask('CHECK_USER', member.sim());
    await login(member.sim(), gateway, '4071');
    await gateway.ask('CHANGE_PIN', { ...member.sim(), pin: RIGHT, new_pin: '1111' });
    expect(await devicesOf(member)).toEqual([]);
    expect(await login(member.sim())).toBe('SUCCESS');
    expect(await devicesOf(member)).toEqual([{ type: 'IMSI', value: member.imsi }]);
  });

  it('is bound by a changed PIN too: that is a success like LOGIN', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await gateway.ask('CHANGE_PIN', { ...member.sim(), pin: RIGHT, new_pin: '7392' });
    expect(await devicesOf(member)).toEqual([{ type: 'IMSI', value: member.imsi }]);
    expect(await login(member.sim('another-sim'), gateway, '7392')).toBe(
      'INVALID_DEVICE_IDENTIFIER',
    );
  });

  it('may replace a forced PIN by CHANGE_PIN where no paper is on record', async () => {
    const member = await enrol(server, { pin: RIGHT, mustChange: true });
    const change = { ...member.sim(), pin: RIGHT, new_pin: '7392' };
    expect((await gateway.ask('CHANGE_PIN', change))['change_pin_status']).toBe('SUCCESS');
    expect(await login(member.sim(), gateway, '7392')).toBe('SUCCESS');
  });

  it('is not bound by a start PIN', async () => {
    const member = await enrol(server, { pin: RIGHT, mustChange: true });
    expect(await login(member.sim())).toBe('SET_PIN');
    expect(await devicesOf(member)).toEqual([]);
  });

  it('is bound to exactly one of those that race for it', async () => {
    const member = await enrol(server, { pin: RIGHT });
    // As many as the budget: a sixth guess at once would find the credential locked.
    const rivals = ['sim-a', 'sim-b', 'sim-c', 'sim-d', 'sim-e'];
    const statuses = await Promise.all(rivals.map((imsi) => login(member.sim(imsi))));
    const winners = rivals.filter((_imsi, index) => statuses[index] === 'SUCCESS');
    expect(winners).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set(['SUCCESS', 'INVALID_DEVICE_IDENTIFIER']));
    expect(await devicesOf(member)).toEqual([{ type: 'IMSI', value: winners[0] }]);
  });
});

describe('an empty app', () => {
  it('is bound to exactly one of those that race for it', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const rivals = ['app-a', 'app-b', 'app-c', 'app-d', 'app-e'];
    const answers = await Promise.all(
      rivals.map((app_id) =>
        gateway.ask('ACTIVATE_MOBILE_APP', { ...member.caller(), pin: RIGHT, app_id }),
      ),
    );
    const statuses = answers.map((answer) => answer['mobile_app_activation_status']);
    expect(statuses.filter((status) => status === 'SUCCESS')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'INVALID_ACCOUNT')).toHaveLength(4);
  });

  it('is bound with a start PIN, because LOGIN asks for it before SET_PIN', async () => {
    const member = await enrol(server, { pin: RIGHT, mustChange: true });
    expect(await login(member.app('app-1'))).toBe('MOBILE_APP_INACTIVE');
    const activation = { ...member.caller(), pin: RIGHT, app_id: 'app-1' };
    expect(await gateway.ask('ACTIVATE_MOBILE_APP', activation)).toMatchObject({
      ...{ mobile_app_activation_status: 'SUCCESS', login_status: 'SET_PIN' },
    });
    expect(await login(member.app('app-1'))).toBe('SET_PIN');
  });
});

describe('a foreign device', () => {
  it('is refused before the PIN is tested, and costs nothing', async () => {
    const member = await enrol(server, { pin: RIGHT });
    expect(await login(member.sim())).toBe('SUCCESS');
    const foreign = () => ({ ...member.sim('stolen'), pin: '4071' });
    expect(await gateway.ask('CHECK_USER', foreign())).toMatchObject({
      user_status: 'INVALID_DEVICE_IDENTIFIER',
    });
    for (let sent = 0; sent < 7; sent += 1) {
      expect(await login(foreign(), gateway, '4071')).toBe('INVALID_DEVICE_IDENTIFIER');
      expect(await gateway.ask('CHANGE_PIN', { ...foreign(), new_pin: '8206' })).toMatchObject({
        ...{ change_pin_status: 'INVALID_ACCOUNT', set_pin_status: 'INVALID_ACCOUNT' },
      });
    }
    const type = { auth_security_type: 'PASSWORD' };
    const read = await gateway.ask('GET_AUTH_SECURITY_PARAMETERS', { ...foreign(), ...type });
    expect(read['request_status']).toBe('ERROR');
    const lock = { ...foreign(), ...type, auth_action: 'LOCK' };
    const set = await gateway.ask('SET_AUTH_SECURITY_PARAMETERS', lock);
    expect(set['set_auth_security_parameters_status']).toBe('ERROR');
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ user_status: 'ACTIVE', login_attempts: 0 },
    });
  });

  it('comes before a suspension in the order of answers', async () => {
    const member = await enrol(server, { pin: RIGHT });
    expect(await login(member.sim())).toBe('SUCCESS');
    for (let guess = 0; guess < 5; guess += 1) await login(member.sim(), gateway, '4071');
    const check = async (imsi: string) =>
      (await gateway.ask('CHECK_USER', member.sim(imsi)))['user_status'];
    expect([await check(member.imsi), await check('stolen')]).toEqual([
      'SUSPENDED',
      'INVALID_DEVICE_IDENTIFIER',
    ]);
    expect(await login(member.sim('stolen'))).toBe('INVALID_DEVICE_IDENTIFIER');
  });
});

describe('the literal IMSI/APP_ID of the pages', () => {
  const literal = (member: Member, value: string) => ({
    ...member.caller(),
    ...{ device_identifier_type: 'IMSI/APP_ID', device_identifier: value },
  });

  it('is notation, and refused, until a tenant switches it on', async () => {
    const strict = await otherGateway(server, 'strict-sacco');
    const member = await enrol(server, { pin: RIGHT });
    const { user_status } = await strict.ask('CHECK_USER', literal(member, 'x'));
    expect(user_status).toBe('ERROR');
  });

  it('matches a bound device of either type where it is on', async () => {
    const devices = [
      { type: 'IMSI', value: 'sim-1' },
      { type: 'APP_ID', value: 'app-1' },
    ];
    const member = await enrol(server, { pin: RIGHT, devices });
    expect(await login(literal(member, 'sim-1'))).toBe('SUCCESS');
    expect(await login(literal(member, 'app-1'))).toBe('SUCCESS');
    expect(await login(literal(member, 'other'))).toBe('INVALID_DEVICE_IDENTIFIER');
  });
});
