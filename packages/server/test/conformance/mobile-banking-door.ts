import { send, type TestServer } from '../support/test-server.ts';
import {
  type ChangeVerdict,
  type Door,
  NO_PINS,
  OWN_BUDGET,
  type Person,
  type Verdict,
} from './door.ts';
import { recoverByStaff } from './native-door.ts';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  SUCCESS: 'right',
  INCORRECT_PIN: 'wrong',
  SUSPENDED: 'locked',
  LOCKED: 'locked',
  ERROR: 'unknown',
};

const CHANGE_VERDICTS: Readonly<Record<string, ChangeVerdict>> = {
  SUCCESS: 'changed',
  INCORRECT_PIN: 'wrong',
  INVALID_NEW_PIN: 'refused',
  INVALID_ACCOUNT: 'unknown',
  ERROR: 'locked',
};

const START_PIN = '6174';
const IDENTITY = '29384756';

let people = 0;

/** The mobile banking action API, from the SIM of each person. */
export async function openMobileBankingDoor(server: TestServer): Promise<Door> {
  const { username = '', password = '' } = server.demo.mobileBanking;
  return mobileBankingDoor(server, `${username}:${password}`);
}

function mobileBankingDoor(server: TestServer, credentials: string): Door {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;

  async function ask(action: string, { names }: Person, fields: object) {
    const payload = {
      api_request_id: crypto.randomUUID(),
      identifier_type: 'MSISDN',
      identifier: names['msisdn'],
      device_identifier_type: 'IMSI',
      device_identifier: names['imsi'],
      ...fields,
    };
    const url = `${server.baseUrl}/mobile-banking/api/mbanking/ProcessRequest`;
    const answer = await send(url, 'POST', { action, payload }, { authorization });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status} ${answer.text}`);
    return answer.body;
  }

  return {
    purpose: 'login',
    pins: { first: '8305', second: '5927', wrong: '4071', refused: '1111' },
    malformed: NO_PINS,
    ...OWN_BUDGET,

    async enrol(pin) {
      const person = nextPerson();
      const { subject, names } = person;
      await server.call('POST', '/v1/subjects', {
        id: subject,
        identifiers: [{ type: 'msisdn', value: names['msisdn'] }],
        documents: [{ type: 'NATIONAL_ID', value: IDENTITY }],
      });
      // Staff hand out a start PIN; the person replaces it over the wire.
      const start = { pin: START_PIN, mustChange: true };
      await server.call('PUT', `/v1/subjects/${subject}/pin`, start);
      const paper = { identity_type: 'NATIONAL_ID', identity: IDENTITY };
      const set = await ask('SET_PIN', person, { pin: START_PIN, new_pin: pin, ...paper });
      if (set['set_pin_status'] !== 'SUCCESS') throw new Error(JSON.stringify(set));
      return person;
    },

    stranger: nextPerson,

    async verify(person, pin) {
      const { login_status } = await ask('LOGIN', person, { pin });
      return verdictOf(VERDICTS, login_status);
    },

    async change(person, pin, new_pin) {
      const { change_pin_status } = await ask('CHANGE_PIN', person, { pin, new_pin });
      return verdictOf(CHANGE_VERDICTS, change_pin_status);
    },

    setOver(person, new_pin) {
      const paper = { identity_type: 'NATIONAL_ID', identity: IDENTITY };
      return ask('SET_PIN', person, { pin: START_PIN, new_pin, ...paper });
    },

    recover: (person, newPin) => recoverByStaff(server, person, 'login', newPin),

    async sendMalformed(person, pin) {
      const body = await ask('LOGIN', person, { pin });
      const refused = body['login_status'] === 'ERROR' && 'login_status_description' in body;
      return refused ? 'refused' : 'evaluated';
    },

    async foreign() {
      people += 1;
      const id = `foreign-mobile-${people}`;
      await server.admin('POST', '/tenants', { id, name: id });
      const key = { dialect: 'mobile-banking', name: id };
      const { body } = await server.admin('POST', `/tenants/${id}/keys`, key);
      return mobileBankingDoor(server, `${body['username']}:${body['password']}`);
    },
  };
}

function nextPerson(): Person {
  people += 1;
  const number = String(people).padStart(6, '0');
  const names = { msisdn: `254788${number}`, imsi: `63903${number}` };
  return { subject: `mobile-person-${number}`, names };
}

function verdictOf<V>(verdicts: Readonly<Record<string, V>>, status: unknown): V {
  const verdict = verdicts[String(status)];
  if (verdict === undefined) throw new Error(`no verdict: ${status}`);
  return verdict;
}
