import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway, type Member, type Payload } from './gateway.ts';

const RIGHT = '5927';

let server: TestServer;
let gateway: Gateway;
let member: Member;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
  member = await enrol(server, { pin: RIGHT });
});
afterAll(() => server.close());

/** A request of each action that would work, and how the action says ERROR. */
const REQUESTS: Readonly<
  Record<string, { readonly fields: () => Payload; readonly status: string }>
> = {
  CHECK_USER: { fields: () => member.sim(), status: 'user_status' },
  LOGIN: { fields: () => ({ ...member.sim(), pin: RIGHT }), status: 'login_status' },
  GET_AUTH_SECURITY_PARAMETERS: {
    fields: () => ({ ...member.sim(), pin: RIGHT, auth_security_type: 'OTP' }),
    status: 'request_status',
  },
  SET_AUTH_SECURITY_PARAMETERS: {
    fields: () => ({
      ...member.sim(),
      ...{ pin: RIGHT, auth_security_type: 'OTP', auth_action: 'WARN' },
    }),
    status: 'set_auth_security_parameters_status',
  },
  SET_PIN: {
    fields: () => ({
      ...member.sim(),
      ...{ pin: RIGHT, new_pin: '8206', identity_type: 'NATIONAL_ID', identity: '1' },
    }),
    status: 'set_pin_status',
  },
  CHANGE_PIN: {
    fields: () => ({ ...member.sim(), pin: RIGHT, new_pin: '8206' }),
    status: 'change_pin_status',
  },
  ACTIVATE_MOBILE_APP: {
    fields: () => ({ ...member.caller(), pin: RIGHT, app_id: 'app-1' }),
    status: 'mobile_app_activation_status',
  },
  DEACTIVATE_MOBILE_APP: {
    fields: () => ({ ...member.sim(), pin: RIGHT }),
    status: 'mobile_app_activation_status',
  },
};

const NOT_TEXT: readonly unknown[] = [
  undefined,
  null,
  '',
  0,
  5927,
  -1,
  1.5,
  true,
  [],
  ['5927'],
  {},
  { value: '5927' },
  'x'.repeat(151),
];

const NOT_A_PIN: readonly unknown[] = [
  ...NOT_TEXT,
  '123',
  '1234567890123',
  ' 5927',
  '5927 ',
  '5927\n',
  '59-27',
  '٥٩٢٧',
  '５９２７',
  '5927\u0000',
  'ABCD',
  '0x12',
  '59.27',
];

describe.each(Object.keys(REQUESTS))('%s', (action) => {
  const { fields, status } = REQUESTS[action] ?? { fields: () => ({}), status: '' };
  const names = () => Object.keys(fields()).filter((name) => name !== 'pin');

  async function expectError(payload: unknown): Promise<void> {
    const answer = await gateway.post(action, payload);
    expect([answer.status, answer.body[status]]).toEqual([200, 'ERROR']);
    const sentence = String(answer.body[`${status}_description`]);
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence.length).toBeLessThanOrEqual(200);
    expect(sentence).not.toContain(RIGHT);
  }

  it('says ERROR for a payload that is none', async () => {
    for (const payload of [undefined, null, '', 'text', 7, true, [], [{}], {}]) {
      await expectError(payload);
    }
  });

  it('says ERROR for each field that is missing, of another type or too long', async () => {
    for (const name of names()) {
      for (const value of NOT_TEXT) await expectError({ ...fields(), [name]: value });
    }
  });

  it('says ERROR for a field given twice, with and without a blank', async () => {
    await expectError({ ...fields(), 'identifi er': '254700000000' });
  });

  it('never counts a PIN that is none', async () => {
    if (!('pin' in fields())) return;
    for (const value of NOT_A_PIN) await expectError({ ...fields(), pin: value });
  });

  it('has cost nothing', async () => {
    expect(await gateway.ask('CHECK_USER', member.sim())).toMatchObject({
      ...{ user_status: 'ACTIVE', auth_action: 'NONE', login_attempts: 0, otp_attempts: 0 },
    });
  });
});

it('answers NOT_FOUND to a broken MO_CHECK_USER, which has no ERROR', async () => {
  for (const payload of [undefined, [], {}, { ...member.caller(), identifier_type: 'EMAIL' }]) {
    const { user_status } = await gateway.ask('MO_CHECK_USER', payload);
    expect(user_status).toBe('NOT_FOUND');
  }
});

it('judges what is no new PIN only after the old one', async () => {
  const change = async (pin: string, new_pin: string) =>
    (await gateway.ask('CHANGE_PIN', { ...member.sim(), pin, new_pin }))['change_pin_status'];
  for (const bad of ['12', 'abcd', '1234567890123', '٥٩٢٧', ' 8206']) {
    expect(await change(RIGHT, bad)).toBe('INVALID_NEW_PIN');
  }
  expect(await change('4071', 'abcd')).toBe('INCORRECT_PIN');
});

it('reads whole numbers as numbers and as strings, and nothing else', async () => {
  const set = async (auth_attempts: unknown) => {
    const body = await gateway.ask('SET_AUTH_SECURITY_PARAMETERS', {
      ...member.sim(),
      ...{ pin: RIGHT, auth_security_type: 'OTP', auth_action: 'WARN', auth_attempts },
    });
    return body['set_auth_security_parameters_status'];
  };
  for (const count of [0, '0', 3, '3', '', null]) expect(await set(count)).toBe('SUCCESS');
  for (const count of [-1, 1.5, '1.5', 'three', '12345678901', true, [], 1e21]) {
    expect(await set(count)).toBe('ERROR');
  }
});

it('says ERROR, with HTTP 200, for an action it does not have', async () => {
  for (const action of ['GET_ACCOUNTS', 'RESET_PIN', 'login', 'CHANGE PIN', '', ' ', 'toString']) {
    const { status, body } = await gateway.post(action, { pin: RIGHT });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      'request_status',
      'request_status_description',
      'transaction_destination_reference',
      'transaction_status_date_time',
    ]);
    expect(body['request_status']).toBe('ERROR');
  }
  for (const action of [undefined, null, 7, [], {}]) {
    const { status, body } = await gateway.post(action as string, {});
    expect([status, body['request_status']]).toEqual([200, 'ERROR']);
  }
});
