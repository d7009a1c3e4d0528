import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  demoGateway,
  enrol,
  fromNairobi,
  type Gateway,
  type Member,
  nairobi,
  serverNow,
} from './gateway.ts';

/*
 * A client that finds a member SUSPENDED may ask for NONE and let the member in when that answers
 * SUCCESS. Whoever holds the phone, or the gateway itself, must not get in that way.
 */

const RIGHT = '5927';
const WRONG = '4071';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

const login = (member: Member, pin: string, id: string = crypto.randomUUID()) =>
  gateway.ask('LOGIN', { ...member.sim(), api_request_id: id, pin });

const setParameters = async (member: Member, pin: string, more: object) => {
  const body = await gateway.ask('SET_AUTH_SECURITY_PARAMETERS', {
    ...member.sim(),
    ...{ pin, auth_security_type: 'PASSWORD', date_time: '2026-01-01 00:00:00' },
    ...more,
  });
  return body['set_auth_security_parameters_status'];
};

async function suspend(member: Member): Promise<void> {
  for (let guess = 0; guess < 5; guess += 1) await login(member, WRONG);
  expect(await login(member, RIGHT)).toMatchObject({ login_status: 'SUSPENDED' });
}

describe('a suspended member', () => {
  it.each([
    ['our own suspension', suspend],
    [
      "the gateway's suspension",
      async (member: Member) => {
        const until = nairobi((await serverNow(server)) + 3_600_000);
        const suspension = { auth_action: 'SUSPEND', auth_action_valid_date: until };
        expect(await setParameters(member, WRONG, suspension)).toBe('SUCCESS');
      },
    ],
    [
      "the gateway's lock",
      async (member: Member) => {
        expect(await setParameters(member, WRONG, { auth_action: 'LOCK' })).toBe('SUCCESS');
      },
    ],
  ])('is not let out of %s by any request of the gateway, whatever the PIN', async (_of, lock) => {
    const member = await enrol(server, { pin: RIGHT });
    await lock(member);
    const before = await gateway.ask('CHECK_USER', member.sim());
    const soon = nairobi((await serverNow(server)) + 1_000);
    for (const pin of [RIGHT, WRONG]) {
      for (const milder of [
        { auth_action: 'NONE' },
        { auth_action: 'NONE', auth_attempts: '0', auth_flag: '' },
        { auth_action: 'WARN', auth_attempts: 0 },
        { auth_action: 'SUSPEND', auth_action_valid_date: soon },
        { auth_action: 'SUSPEND', auth_action_valid_date: '2020-01-01 00:00:00' },
        { auth_action: 'SUSPEND' },
      ]) {
        expect(await setParameters(member, pin, milder)).toBe('ERROR');
      }
    }
    const { login_status } = await login(member, RIGHT);
    expect(login_status).toBe(before['user_status']);
    const { user_status, auth_action, auth_action_valid_date } = before;
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ user_status, auth_action, auth_action_valid_date },
    });
  });

  it('always sees a readable end in the future, in the last second too', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await suspend(member);
    const status = await server.call('GET', `/v1/subjects/${member.subject}/pin`);
    const end = Date.parse(String(status.body['lockedUntil']));
    for (let sent = 0; sent < 80; sent += 1) {
      const { login_status, auth_action_valid_date: shown } = await login(member, RIGHT);
      if (login_status === 'SUCCESS') return;
      expect(login_status).toBe('SUSPENDED');
      expect(fromNairobi(shown)).toBeGreaterThanOrEqual(end);
      expect(fromNairobi(shown)).toBeLessThan(end + 1_000);
      await server.advanceClock(1);
    }
    expect.unreachable('the suspension did not end');
  });

  it('stays suspended in one type whatever is set in the other', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await suspend(member);
    const otp = { auth_security_type: 'OTP', auth_action: 'NONE' };
    expect(await setParameters(member, RIGHT, otp)).toBe('ERROR');
    expect(await login(member, RIGHT)).toMatchObject({ login_status: 'SUSPENDED' });
  });
});

describe('a suspension of one-time codes', () => {
  it('is not lifted before its end either, not even with the right PIN', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const until = nairobi((await serverNow(server)) + 600_000);
    const otp = { auth_security_type: 'OTP' };
    const suspension = { ...otp, auth_action: 'SUSPEND', auth_action_valid_date: until };
    expect(await setParameters(member, WRONG, suspension)).toBe('SUCCESS');
    expect(await setParameters(member, RIGHT, { ...otp, auth_action: 'NONE' })).toBe('ERROR');
    expect(await setParameters(member, WRONG, { ...otp, auth_action: 'NONE' })).toBe('ERROR');
    await server.advanceClock(601);
    expect(await setParameters(member, WRONG, { ...otp, auth_action: 'NONE' })).toBe(
      'INCORRECT_PIN',
    );
    expect(await setParameters(member, RIGHT, { ...otp, auth_action: 'NONE' })).toBe('SUCCESS');
  });
});

describe('raising', () => {
  it('tests no PIN and counts none', async () => {
    const member = await enrol(server, { pin: RIGHT });
    for (let sent = 0; sent < 12; sent += 1) {
      const warning = { auth_action: 'WARN', auth_flag: 'WARNED', auth_attempts: sent };
      expect(await setParameters(member, WRONG, warning)).toBe('SUCCESS');
    }
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ user_status: 'ACTIVE', auth_action: 'WARN', login_attempts: 0 },
    });
  });

  it('prolongs a suspension but never shortens it', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await suspend(member);
    const later = nairobi((await serverNow(server)) + 7_200_000);
    const suspension = { auth_action: 'SUSPEND', auth_action_valid_date: later };
    expect(await setParameters(member, WRONG, suspension)).toBe('SUCCESS');
    await server.advanceClock(61);
    expect(await login(member, RIGHT)).toMatchObject({
      ...{ login_status: 'SUSPENDED', auth_action_valid_date: later },
    });
  });
});

describe('lowering', () => {
  it('needs the right PIN, and each wrong one counts', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const warning = { auth_action: 'WARN', auth_attempts: 3 };
    expect(await setParameters(member, WRONG, warning)).toBe('SUCCESS');
    const fewer = { auth_action: 'WARN', auth_attempts: 2 };
    expect(await setParameters(member, WRONG, fewer)).toBe('INCORRECT_PIN');
    expect(await setParameters(member, WRONG, { auth_action: 'NONE' })).toBe('INCORRECT_PIN');
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ auth_action: 'WARN', login_attempts: 2 },
    });
    expect(await setParameters(member, RIGHT, { auth_action: 'NONE' })).toBe('SUCCESS');
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ auth_action: 'NONE', login_attempts: 0 },
    });
  });

  it('is no second door to the PIN: it shares the one budget', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const guesses = Array.from({ length: 40 }, (_each, index) => String(3100 + index));
    const none = { auth_action: 'NONE' };
    const answers = await Promise.all(guesses.map((pin) => setParameters(member, pin, none)));
    expect(answers.filter((status) => status === 'INCORRECT_PIN')).toHaveLength(5);
    expect(answers.filter((status) => status === 'ERROR')).toHaveLength(35);
  });
});

describe('the wrong PIN a gateway sends along with the same api_request_id', () => {
  const attemptsOf = async (member: Member) =>
    (await gateway.ask('CHECK_USER', member.sim()))['login_attempts'];

  it('is not counted again', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await login(member, WRONG, 'trace-1');
    const trace = { ...member.sim(), api_request_id: 'trace-1', pin: WRONG };
    const types = { auth_security_type: 'PASSWORD', date_time: '2026-01-01 00:00:00' };
    for (let sent = 0; sent < 6; sent += 1) {
      const set = { ...trace, ...types, auth_action: 'NONE' };
      const read = await gateway.ask('GET_AUTH_SECURITY_PARAMETERS', { ...trace, ...types });
      expect(read).toMatchObject({ request_status: 'INCORRECT_PIN', login_attempts: 1 });
      expect(await gateway.ask('SET_AUTH_SECURITY_PARAMETERS', set)).toMatchObject({
        set_auth_security_parameters_status: 'INCORRECT_PIN',
      });
    }
    expect(await attemptsOf(member)).toBe(1);
  });

  it('is counted when it is another PIN, another reference, another gateway or a LOGIN', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await login(member, WRONG, 'trace-2');
    const none = { auth_action: 'NONE' };
    expect(await setParameters(member, '4072', { ...none, api_request_id: 'trace-2' })).toBe(
      'INCORRECT_PIN',
    );
    expect(await attemptsOf(member)).toBe(2);
    expect(await setParameters(member, WRONG, { ...none, api_request_id: 'trace-3' })).toBe(
      'INCORRECT_PIN',
    );
    expect(await attemptsOf(member)).toBe(3);
    await login(member, WRONG, 'trace-2');
    expect(await attemptsOf(member)).toBe(4);
  });

  it('does not hide the right PIN', async () => {
    const member = await enrol(server, { pin: RIGHT });
    await login(member, WRONG, 'trace-4');
    const none = { auth_action: 'NONE', api_request_id: 'trace-4' };
    expect(await setParameters(member, RIGHT, none)).toBe('SUCCESS');
  });
});

describe('whoever intercepted a start PIN', () => {
  it.each(['SET_PIN', 'ACTIVATE_MOBILE_APP'])(
    'guesses identity papers through %s no more freely than PINs',
    async (action) => {
      const documents = [{ type: 'NATIONAL_ID', value: '30000000' }];
      const member = await enrol(server, { pin: RIGHT, mustChange: true, documents });
      const status = action === 'SET_PIN' ? 'set_pin_status' : 'mobile_app_activation_status';
      const guess = (identity: string) =>
        gateway.ask(action, {
          ...(action === 'SET_PIN' ? member.sim() : member.caller()),
          ...{ pin: RIGHT, new_pin: '7392', app_id: 'app-1', activate_with_kyc: 'YES' },
          ...{ identity_type: 'NATIONAL_ID', identity },
        });
      for (let wrong = 0; wrong < 5; wrong += 1) {
        expect((await guess(`3000000${wrong + 1}`))[status]).toBe('INVALID_ACCOUNT');
      }
      expect((await guess('30000000'))[status]).toBe('ERROR');
      expect(await login(member, RIGHT)).toMatchObject({ login_status: 'SUSPENDED' });
    },
  );
});
