import { send, type TestAnswer, type TestServer } from '../support/test-server.ts';
import {
  type ChangeVerdict,
  type Door,
  NO_PINS,
  OWN_BUDGET,
  type Person,
  type Verdict,
} from './door.ts';

const VERDICTS: Readonly<Record<string, Verdict & ChangeVerdict>> = {
  wrong: 'wrong',
  locked: 'locked',
  subject_not_found: 'unknown',
};

let people = 0;

/** How staff help somebody whose wire has no way of its own: over the counter, by the native API. */
export async function recoverByStaff(
  server: TestServer,
  { subject }: Pick<Person, 'subject'>,
  purpose: string,
  newPin: string,
): Promise<void> {
  const recoveries = `/v1/subjects/${subject}/recoveries`;
  const started = await server.call('POST', recoveries, { factor: 'staff', purpose });
  const id = String(started.body['id']);
  const approve = `/tenants/${server.demo.tenant}/recoveries/${id}/approve`;
  await server.admin('POST', approve, { reason: 'conformance scenario' });
  const { body } = await server.call('POST', `/v1/recoveries/${id}/complete`);
  const wanted = { newPin, purpose, grant: body['grant'] };
  const reset = await server.call('POST', `/v1/subjects/${subject}/pin/reset`, wanted);
  if (reset.body['outcome'] !== 'reset') throw new Error(`not recovered: ${reset.text}`);
}

/** The native REST API. Other doors use it for the same people, with the purpose of their PINs. */
export async function openNativeDoor(server: TestServer, purpose = 'login'): Promise<Door> {
  return nativeDoor(server, server.demo.native.apiKey, purpose);
}

function nativeDoor(server: TestServer, apiKey: string, purpose: string): Door {
  const call = (method: string, path: string, body: object) =>
    send(`${server.baseUrl}/v1${path}`, method, body, { authorization: `Bearer ${apiKey}` });
  const verifyPath = (subject: string) => `/subjects/${subject}/pin/verify`;

  return {
    purpose,
    pins: { first: '8305', second: '5927', wrong: '4071', refused: '1111' },
    malformed: NO_PINS,
    ...OWN_BUDGET,

    async enrol(pin) {
      people += 1;
      const subject = `native-person-${people}`;
      await call('POST', '/subjects', { id: subject });
      const { body, text } = await call('PUT', `/subjects/${subject}/pin`, { pin, purpose });
      if (body['outcome'] !== 'set') throw new Error(`not enrolled: ${text}`);
      return { subject, names: {} };
    },

    stranger: () => ({ subject: 'native-nobody', names: {} }),

    async verify({ subject }, pin) {
      const answer = await call('POST', verifyPath(subject), { pin, purpose });
      return outcomeOf(answer) === 'verified' ? 'right' : verdictOf(answer);
    },

    async change({ subject }, currentPin, newPin) {
      const body = { currentPin, newPin, purpose };
      const answer = await call('POST', `/subjects/${subject}/pin/change`, body);
      const outcome = outcomeOf(answer);
      return outcome === 'changed' || outcome === 'refused' ? outcome : verdictOf(answer);
    },

    setOver: ({ subject }, pin) => call('PUT', `/subjects/${subject}/pin`, { pin, purpose }),

    recover: (person, newPin) => recoverByStaff(server, person, purpose, newPin),

    async sendMalformed({ subject }, pin) {
      const { status } = await call('POST', verifyPath(subject), { pin, purpose });
      return status === 400 || status === 422 ? 'refused' : 'evaluated';
    },

    async foreign() {
      people += 1;
      const id = `foreign-native-${people}`;
      const { body } = await server.admin('POST', '/tenants', { id, name: id });
      return nativeDoor(server, String(body['apiKey']), purpose);
    },
  };
}

function outcomeOf({ body }: TestAnswer): string {
  return String(body['outcome'] ?? body['code']);
}

function verdictOf(answer: TestAnswer): Verdict & ChangeVerdict {
  const verdict = VERDICTS[outcomeOf(answer)];
  if (verdict === undefined) throw new Error(`no verdict: ${answer.text}`);
  return verdict;
}
