import { send, type TestServer } from '../support/test-server.ts';
import { type ChangeVerdict, type Door, NO_PINS, type Verdict } from './door.ts';

/** What the page is told, by the vendor's numbers. */
const VERDICTS: Readonly<Record<number, Verdict & ChangeVerdict>> = {
  155102: 'unknown',
  155112: 'wrong',
  155119: 'locked',
};
const INVALID = 2;
const REFUSED_PIN = 155704;
/** Of many submissions at once, those after the lock find their challenge failed by it. */
const CHALLENGE_FAILED = 155122;

const QUESTIONS = [
  { question: 'Pet?', type: 'TEXT', answer: 'Rex' },
  { question: 'Town?', type: 'TEXT', answer: 'Kisumu' },
];

let people = 0;

/** The Circle wire: REST as a backend, and the calls of the hosted page as the person. */
export async function openCircleDoor(server: TestServer): Promise<Door> {
  const { apiKey, appId } = server.demo.circle;
  return circleDoor(server, apiKey, appId);
}

function circleDoor(server: TestServer, apiKey: string, appId: string): Door {
  async function rest(method: string, path: string, body?: object, token?: string) {
    const headers = { authorization: `Bearer ${apiKey}`, ...(token && { 'x-user-token': token }) };
    const answer = await send(`${server.baseUrl}/circle${path}`, method, body, headers);
    const { data, code } = answer.body as { data?: Record<string, string>; code?: number };
    return { data: data ?? {}, code };
  }

  /** A page of its own for every guess, as many devices of one person would have. */
  async function openPage(userId: string, method: string, path: string) {
    const token = await rest('POST', '/v1/w3s/users/token', { userId });
    if (token.code !== undefined) return { code: token.code };
    const { userToken = '', encryptionKey } = token.data;
    const idempotencyKey = crypto.randomUUID();
    const { data } = await rest(method, `/v1/w3s/user/${path}`, { idempotencyKey }, userToken);
    const { challengeId } = data;
    return {
      session: { appId, userToken, encryptionKey, challengeId, origin: 'http://localhost' },
    };
  }

  async function ask(page: object, name: string, body: object): Promise<number | undefined> {
    const answer = await send(`${server.padUrl}/circle/${name}`, 'POST', { ...page, ...body });
    return answer.status === 200 ? undefined : Number(answer.body['code']);
  }

  return {
    purpose: 'login',
    budget: 4,
    budgetAfterRight: 4,
    firstLockSeconds: 30 * 60,
    pins: { first: '739205', second: '618033', wrong: '407192', refused: '111111' },
    malformed: [...NO_PINS, '8305', '7392051'],

    async enrol(pin) {
      people += 1;
      const subject = `circle-person-${people}`;
      await rest('POST', '/v1/w3s/users', { userId: subject });
      const page = await openPage(subject, 'POST', 'pin');
      const code = await ask(page, 'finish', { newPin: pin, questions: QUESTIONS });
      if (code !== undefined) throw new Error(`not enrolled: ${code}`);
      return { subject, names: {} };
    },

    stranger: () => ({ subject: 'circle-nobody', names: {} }),

    async verify({ subject }, pin) {
      const page = await openPage(subject, 'PUT', 'pin');
      const code = page.code ?? (await ask(page, 'current-pin', { pin }));
      return code === undefined ? 'right' : verdictOf(code);
    },

    async change({ subject }, currentPin, newPin) {
      const page = await openPage(subject, 'PUT', 'pin');
      const code = page.code ?? (await ask(page, 'finish', { currentPin, newPin }));
      if (code === undefined) return 'changed';
      return code === REFUSED_PIN ? 'refused' : verdictOf(code);
    },

    async setOver({ subject }, newPin) {
      const page = await openPage(subject, 'POST', 'pin');
      return ask(page, 'finish', { newPin, questions: QUESTIONS });
    },

    async recover({ subject }, newPin) {
      const page = await openPage(subject, 'POST', 'pin/restore');
      const answers = QUESTIONS.map(({ answer }) => answer);
      const proven = await send(`${server.padUrl}/circle/answers`, 'POST', { ...page, answers });
      const { grant } = proven.body;
      const code = await ask(page, 'finish', { grant, newPin });
      if (code !== undefined) throw new Error(`not recovered: ${code}`);
    },

    async sendMalformed({ subject }, pin) {
      const page = await openPage(subject, 'PUT', 'pin');
      return (await ask(page, 'current-pin', { pin })) === INVALID ? 'refused' : 'evaluated';
    },

    async foreign() {
      people += 1;
      const id = `foreign-circle-${people}`;
      await server.admin('POST', '/tenants', { id, name: id });
      const { body } = await server.admin('POST', `/tenants/${id}/keys`, {
        ...{ dialect: 'circle', name: id },
      });
      const key = String(body['apiKey']);
      const headers = { authorization: `Bearer ${key}` };
      const url = `${server.baseUrl}/circle/v1/w3s/config/entity`;
      const entity = (await send(url, 'GET', undefined, headers)).body as {
        data: { appId: string };
      };
      return circleDoor(server, key, entity.data.appId);
    },
  };
}

function verdictOf(code: number): Verdict & ChangeVerdict {
  const verdict = code === CHALLENGE_FAILED ? 'locked' : VERDICTS[code];
  if (verdict === undefined) throw new Error(`no verdict: ${code}`);
  return verdict;
}
