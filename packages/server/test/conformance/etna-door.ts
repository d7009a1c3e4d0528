import { send, type TestServer } from '../support/test-server.ts';
import { type ChangeVerdict, type Door, OWN_BUDGET, type Person, type Verdict } from './door.ts';

const PASSWORD = 'copper-Kettle-41';
const TRIES_MAX = 1_000;

/** What no header can carry is left out; a blank before or after a value is not part of it. */
const NO_PINS: readonly string[] = [
  '',
  '123',
  '1234567890123',
  '83 05',
  '83a5',
  '+8305',
  '8305,8305',
  Buffer.from('٨٣٠٥').toString('latin1'),
  Buffer.from('８３０５').toString('latin1'),
];

let people = 0;

interface Phone {
  /** Newest token of any step. */
  token: string;
  /** With which the first PIN was set. */
  readonly confirmation: string;
}

interface LoggedIn {
  readonly verdict: Verdict;
  /** Of the step that was reached. */
  readonly token: string;
}

/** The ETNA wire, as an app on the phone of each person. */
export async function openEtnaDoor(server: TestServer): Promise<Door> {
  return etnaDoor(server, server.demo.etna.appKey);
}

function etnaDoor(server: TestServer, appKey: string): Door {
  /** What the app holds of those it set a PIN for; their password is right, as it knows. */
  const phones = new Map<string, Phone>();

  function ask(method: string, path: string, body?: object, headers = {}) {
    const url = `${server.demo.etna.baseUrl}${path}`;
    return send(url, method, body, { 'et-app-key': appKey, ...headers });
  }

  /**
   * Five right passwords at once are the whole budget while they are compared. An app that knows its
   * password is right asks again: that the password was refused says that no PIN was looked at.
   */
  async function logIn({ subject }: Person, pincode: string | null): Promise<LoggedIn> {
    const headers = { username: subject, password: PASSWORD, ...(pincode !== null && { pincode }) };
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const { status, body } = await ask('POST', '/token', undefined, headers);
      const phone = phones.get(subject);
      const token = body['Token'];
      if (phone && typeof token === 'string') phone.token = token;
      const isBusy = body['Step'] === 'BaseAuthentication' && phone !== undefined;
      if (!isBusy) return { verdict: verdictOf(status, body), token: String(token) };
    }
    throw new Error(`the password of ${subject} is never looked at`);
  }

  async function attemptsLeft({ subject }: Person): Promise<unknown> {
    const { body } = await server.call('GET', `/v1/subjects/${subject}/pin`);
    return body['attemptsRemaining'];
  }

  async function mailedCode(to: string): Promise<string> {
    const { text } = await server.call('GET', '/dev/messages');
    const messages = JSON.parse(text) as readonly { to: string; code: string | null }[];
    return messages.find((each) => each.to === to && each.code !== null)?.code ?? '';
  }

  /** The way of who forgot the PIN, from a token of any step. */
  async function resetPin({ names }: Person, token: string, pin: string) {
    const headers = { authorization: `Bearer ${token}` };
    await ask('POST', '/v1.0/users/@me/pincode', undefined, headers);
    const exchange = { Code: await mailedCode(names['email'] ?? ''), Identifier: 'ResetPinCode' };
    const { body } = await ask('POST', '/v1.0/users/identifiers/reset/code', exchange, headers);
    return putPin(token, body['Model'], pin);
  }

  function putPin(token: string, confirmation: unknown, pin: string) {
    const chosen = { ImageName: 'robot.png', PersonalPhrase: 'kettle' };
    const body = { Token: confirmation, Pin: pin, ...chosen };
    const headers = { authorization: `Bearer ${token}` };
    return ask('PUT', '/v1.0/users/pincode/change', body, headers);
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
        identifiers: [
          { type: 'username', value: subject },
          { type: 'email', value: names['email'] },
        ],
      });
      const start = { password: PASSWORD, mustChange: false };
      const path = `/tenants/${server.demo.tenant}/subjects/${subject}/password`;
      await server.admin('PUT', path, start);
      const headers = { username: subject, password: PASSWORD };
      const { body } = await ask('POST', '/token', undefined, headers);
      const token = String(body['Token']);
      const confirmation = String(body['ConfirmationToken']);
      const set = await putPin(token, confirmation, pin);
      if (set.body['IsSucceed'] !== true) throw new Error(`not enrolled: ${set.text}`);
      phones.set(subject, { token, confirmation });
      return person;
    },

    stranger: nextPerson,

    verify: async (person, pin) => (await logIn(person, pin)).verdict,

    /** The wire has no change with the old PIN: whoever logged in with it goes the way of a reset. */
    async change(person, from, to): Promise<ChangeVerdict> {
      const { verdict, token } = await logIn(person, from);
      if (verdict !== 'right') return verdict;
      const { status, body, text } = await resetPin(person, token, to);
      if (body['IsSucceed'] === true) return 'changed';
      const [code] = (body['ErrorsCode'] ?? []) as readonly string[];
      if (code === 'ErrorInvalidPin') return 'refused';
      // Another change was quicker: the code, the token or the bearer is over, and so is the old PIN.
      if (status === 401 || status === 422 || code === 'ErrorInvalidToken') return 'wrong';
      throw new Error(`not changed: ${text}`);
    },

    async setOver(person, pin) {
      const { token } = await logIn(person, null);
      return putPin(token, phones.get(person.subject)?.confirmation, pin);
    },

    async recover(person, newPin) {
      // Who is locked out gets no token any more; the app has the one from before.
      const { body, text } = await resetPin(
        person,
        phones.get(person.subject)?.token ?? '',
        newPin,
      );
      if (body['IsSucceed'] !== true) throw new Error(`not recovered: ${text}`);
    },

    async sendMalformed(person, value) {
      const before = await attemptsLeft(person);
      const { verdict } = await logIn(person, String(value));
      const isFree = verdict === 'wrong' && (await attemptsLeft(person)) === before;
      return isFree ? 'refused' : 'evaluated';
    },

    async foreign() {
      people += 1;
      const id = `foreign-etna-${people}`;
      await server.admin('POST', '/tenants', { id, name: id });
      const key = { dialect: 'etna', name: id };
      const { body } = await server.admin('POST', `/tenants/${id}/keys`, key);
      return etnaDoor(server, String(body['appKey']));
    },
  };
}

function nextPerson(): Person {
  people += 1;
  const subject = `etna-person-${people}`;
  return { subject, names: { email: `${subject}@example.com` } };
}

function verdictOf(status: number, body: Readonly<Record<string, unknown>>): Verdict {
  switch (`${status} ${body['Step'] ?? ''}`) {
    case '200 ':
      return 'right';
    case '202 SecutityPin':
      return 'wrong';
    case '401 SecutityPin':
      return 'locked';
    case '401 BaseAuthentication':
      return 'unknown';
    default:
      throw new Error(`no verdict: ${status} ${JSON.stringify(body)}`);
  }
}
