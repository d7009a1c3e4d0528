import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway, type Member, otherGateway } from './gateway.ts';

const RIGHT = '5927';
const WRONG = '4071';
const NEW = '8206';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

const attemptsOf = async (member: Member) =>
  (await gateway.ask('CHECK_USER', member.sim()))['login_attempts'];

describe('an exact repeat', () => {
  it('of a changed PIN gets the very same answer, and nothing is counted', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), pin: RIGHT, new_pin: NEW };
    const first = await gateway.ask('CHANGE_PIN', request);
    expect(first['change_pin_status']).toBe('SUCCESS');
    for (let sent = 0; sent < 8; sent += 1) {
      expect(await gateway.ask('CHANGE_PIN', request)).toEqual(first);
    }
    expect(await attemptsOf(member)).toBe(0);
  });

  it('of a wrong PIN is counted once', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), pin: WRONG, new_pin: NEW };
    const first = await gateway.ask('CHANGE_PIN', request);
    for (let sent = 0; sent < 8; sent += 1) {
      expect(await gateway.ask('CHANGE_PIN', request)).toEqual(first);
    }
    expect(await attemptsOf(member)).toBe(1);
  });

  it('is recognised however its fields are written', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), pin: RIGHT, new_pin: NEW };
    const first = await gateway.ask('CHANGE_PIN', request);
    const { pin, ...rest } = request;
    const rewritten = { identity: null, ' pin': pin, ...rest, identity_type: '' };
    expect(await gateway.ask(' CHANGE_PIN ', rewritten)).toEqual(first);
  });

  it('of SET_PIN gets the first answer', async () => {
    const documents = [{ type: 'passport_no', value: 'AK-123 456' }];
    const member = await enrol(server, { pin: RIGHT, mustChange: true, documents });
    const paper = { identity_type: 'PASSPORT_NO', identity: 'ak123456' };
    const request = { ...member.sim(), ...paper, pin: RIGHT, new_pin: NEW };
    const first = await gateway.ask('SET_PIN', request);
    expect(first).toMatchObject({ set_pin_status: 'SUCCESS', login_status: 'SET_PIN' });
    expect(await gateway.ask('SET_PIN', request)).toEqual(first);
  });

  it('of an activation does not activate again what was deactivated since', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const activation = { ...member.caller(), pin: RIGHT, app_id: 'app-1' };
    const activated = await gateway.ask('ACTIVATE_MOBILE_APP', activation);
    expect(activated['mobile_app_activation_status']).toBe('SUCCESS');
    const deactivation = { ...member.app('app-1'), pin: RIGHT };
    const deactivated = await gateway.ask('DEACTIVATE_MOBILE_APP', deactivation);
    expect(deactivated['mobile_app_activation_status']).toBe('SUCCESS');
    expect(await gateway.ask('ACTIVATE_MOBILE_APP', activation)).toEqual(activated);
    expect(await gateway.ask('DEACTIVATE_MOBILE_APP', deactivation)).toEqual(deactivated);
    const inactive = await gateway.ask('LOGIN', { ...member.app('app-1'), pin: RIGHT });
    expect(inactive['login_status']).toBe('MOBILE_APP_INACTIVE');
  });

  it('of a wrong activation is counted once', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const activation = { ...member.caller(), pin: WRONG, app_id: 'app-1' };
    for (let sent = 0; sent < 8; sent += 1) {
      const { mobile_app_activation_status } = await gateway.ask('ACTIVATE_MOBILE_APP', activation);
      expect(mobile_app_activation_status).toBe('INCORRECT_PIN');
    }
    expect(await attemptsOf(member)).toBe(1);
  });

  it('running at the same time is told to wait, and nothing runs twice', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), pin: RIGHT, new_pin: NEW };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => gateway.ask('CHANGE_PIN', request)),
    );
    const statuses = new Set(answers.map(({ change_pin_status }) => change_pin_status));
    expect([...statuses].sort()).toEqual(['ERROR', 'SUCCESS']);
    expect((await gateway.ask('CHANGE_PIN', request))['change_pin_status']).toBe('SUCCESS');
    expect(await attemptsOf(member)).toBe(0);
  });

  it('is a new call after a day', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), pin: RIGHT, new_pin: NEW };
    await gateway.ask('CHANGE_PIN', request);
    await server.advanceClock(24 * 3600 + 1);
    expect((await gateway.ask('CHANGE_PIN', request))['change_pin_status']).toBe('INCORRECT_PIN');
  });
});

describe('the same api_request_id', () => {
  it('with another payload, action or gateway is a call of its own', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const trace = { ...member.sim(), api_request_id: 'one-session' };
    const change = async (pin: string, by = gateway) =>
      (await by.ask('CHANGE_PIN', { ...trace, pin, new_pin: NEW }))['change_pin_status'];
    expect(await change(WRONG)).toBe('INCORRECT_PIN');
    expect(await change('4072')).toBe('INCORRECT_PIN');
    expect(await change(RIGHT)).toBe('SUCCESS');
    expect(await change(RIGHT)).toBe('SUCCESS');
    expect(await change(RIGHT, await otherGateway(server, 'demo'))).toBe('INCORRECT_PIN');
    const login = await gateway.ask('LOGIN', { ...trace, pin: NEW });
    expect(login['login_status']).toBe('SUCCESS');
  });

  it('never answers LOGIN from a record', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const request = { ...member.sim(), api_request_id: 'one-login', pin: WRONG };
    for (const count of [1, 2, 3]) {
      expect((await gateway.ask('LOGIN', request))['login_attempts']).toBe(count);
    }
  });
});

describe('the record of a call', () => {
  it('tells nothing about its PIN while no guess is evaluated', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const activation = { ...member.caller(), api_request_id: 'known-to-thief', app_id: 'app-1' };
    const guess = async (pin: string) => {
      const body = await gateway.ask('ACTIVATE_MOBILE_APP', { ...activation, pin });
      return body['mobile_app_activation_status'];
    };
    expect(await guess(RIGHT)).toBe('SUCCESS');
    for (const pin of ['3101', '3102', '3103', '3104', '3105']) {
      expect(await guess(pin)).toBe('INCORRECT_PIN');
    }
    expect(await guess('3106')).toBe('ERROR');
    expect(await guess('3101')).toBe('ERROR');
    expect(await guess(RIGHT)).toBe('ERROR');
  });

  it('is no way to more guesses in one burst', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const activation = { ...member.caller(), api_request_id: 'known-to-thief', app_id: 'app-1' };
    const guess = async (pin: string) => {
      const body = await gateway.post('ACTIVATE_MOBILE_APP', { ...activation, pin });
      return body.body['mobile_app_activation_status'];
    };
    expect(await guess(RIGHT)).toBe('SUCCESS');
    const pins = Array.from({ length: 150 }, (_each, index) => String(3100 + index));
    const burst = await Promise.all([...pins, RIGHT].map(guess));
    expect(burst.filter((status) => status === 'INCORRECT_PIN')).toHaveLength(5);
    expect(burst.at(-1)).toBe('ERROR');
  });
});
