import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Guess, storm } from '../../support/storm.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoGateway, enrol, type Gateway, type Member, stranger } from './gateway.ts';

const RIGHT = '5927';

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

const STATUS_NAMES = [
  'login_status',
  'change_pin_status',
  'request_status',
  'set_auth_security_parameters_status',
  'mobile_app_activation_status',
  'set_pin_status',
];

function tell(body: Readonly<Record<string, unknown>>, statusName: string): Answer {
  const status = body[statusName];
  if (status === 'INCORRECT_PIN') return 'wrong';
  return status === 'ERROR' || status === 'SUSPENDED' ? 'refused' : 'right';
}

/** Every action of the wire that tests a PIN. */
function doors(member: Member, pin: string): readonly Guess[] {
  const paper = { identity_type: 'NATIONAL_ID', identity: '1' };
  const type = { auth_security_type: 'PASSWORD', auth_action: 'NONE' };
  const requests: readonly (readonly [string, () => object])[] = [
    ['LOGIN', () => member.sim()],
    ['CHANGE_PIN', () => ({ ...member.sim(), new_pin: '8206' })],
    ['GET_AUTH_SECURITY_PARAMETERS', () => ({ ...member.sim(), ...type })],
    ['SET_AUTH_SECURITY_PARAMETERS', () => ({ ...member.sim(), ...type })],
    ['ACTIVATE_MOBILE_APP', () => ({ ...member.caller(), app_id: 'app-1' })],
    ['DEACTIVATE_MOBILE_APP', () => member.sim()],
    ['SET_PIN', () => ({ ...member.sim(), ...paper, new_pin: '8206' })],
  ];
  return requests.map(([action, fields]) => async () => {
    const { body } = await gateway.post(action, { ...fields(), pin });
    const names = STATUS_NAMES.filter((name) => name in body);
    // SET_PIN answers with LOGIN's status too, CHANGE_PIN with SET_PIN's.
    return tell(body, names.at(action === 'CHANGE_PIN' ? 0 : -1) ?? '');
  });
}

describe('210 wrong PINs at once, through every action that tests one', () => {
  it('are evaluated exactly as often as the budget says', async () => {
    const member = await enrol(server, { pin: RIGHT });
    expect(await storm(doors(member, '4071'), 210)).toEqual({ right: 0, wrong: 5, refused: 205 });
    const login = await gateway.ask('LOGIN', { ...member.sim(), pin: RIGHT });
    expect(login).toMatchObject({ login_status: 'SUSPENDED', login_attempts: 5 });
  });
});

describe('LOGIN and CHANGE_PIN at once', () => {
  it('never let wrong guesses through beyond a budget before and after each right one', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const [wrongLogin, wrongChange] = doors(member, '4071');
    const [rightLogin] = doors(member, RIGHT);
    const mixed = [wrongLogin, wrongChange, rightLogin].filter((door) => door !== undefined);
    const { right, wrong } = await storm(mixed, 180);
    expect(wrong).toBeLessThanOrEqual((right + 1) * 5);
  });

  it('change the PIN once, however many changes race', async () => {
    const member = await enrol(server, { pin: RIGHT });
    const candidates = ['8206', '6174', '9052', '7416'];
    const answers = await Promise.all(
      candidates.map((new_pin) =>
        gateway.ask('CHANGE_PIN', { ...member.sim(), pin: RIGHT, new_pin }),
      ),
    );
    const changed = candidates.filter(
      (_pin, index) => answers[index]?.['change_pin_status'] === 'SUCCESS',
    );
    expect(changed).toHaveLength(1);
    const login = await gateway.ask('LOGIN', { ...member.sim(), pin: changed[0] });
    expect(login['login_status']).toBe('SUCCESS');
  });
});

describe('identifiers nobody has', () => {
  it('are answered in the form of each action, again and again, and never locked', async () => {
    const nobody = stranger();
    for (let sent = 0; sent < 7; sent += 1) {
      const login = await gateway.ask('LOGIN', { ...nobody.sim(), pin: RIGHT });
      expect(login).toMatchObject({ login_status: 'ERROR', login_attempts: 0 });
      const change = { ...nobody.sim(), pin: RIGHT, new_pin: '8206' };
      expect(await gateway.ask('CHANGE_PIN', change)).toMatchObject({
        change_pin_status: 'INVALID_ACCOUNT',
      });
    }
    expect(await gateway.ask('CHECK_USER', nobody.sim())).toMatchObject({
      user_status: 'NOT_FOUND',
    });
    expect(await gateway.ask('MO_CHECK_USER', nobody.caller())).toMatchObject({
      user_status: 'NOT_FOUND',
    });
  });
});
