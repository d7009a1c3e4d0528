import { Agent, request } from 'node:http';
import { appOf, DEVICE, OTHER_DEVICE } from '../packages/server/test/dialects/onboarding/app.ts';
import { addCrowd, enrolCrowd, inLanes } from './crowd.ts';
import { asTestServer } from './doors.ts';
import { BUDGET, verify, WRONG_PIN } from './people.ts';
import { mustBeSo } from './row.ts';
import type { Arena } from './target/arena.ts';
import { fresh } from './target/ask.ts';
import type { Target } from './target/target.ts';
import type { Asked } from './timing.ts';

/** A door whose answers a stranger may time. */
export interface TimedDoor {
  readonly what: string;
  /** The kind all others are compared with. */
  readonly usual: string;
  /** Makes the people, as many as there are samples of each kind. */
  readonly fill: (target: Target, samples: number) => Promise<void>;
  /** What to ask of them, of a server that has not met them since it was started. */
  readonly open: (arena: Arena, target: Target) => Asked;
  /** Connections that ask side by side: while one waits for the end of a step, another asks. */
  readonly lanes: number;
}

const PASSWORD = 'copper-Kettle-41';
/** Each is asked about again and again: a lock stays one. */
const LOCKED = 20;

/** As a stranger on a phone of their own, who may know nothing of the account. */
export const onboardingDoor: TimedDoor = {
  what: 'a login on the onboarding wire',
  usual: 'wrong',
  lanes: 2,
  async fill(target, samples) {
    const devices = [{ type: 'DEVICE', value: DEVICE }];
    const account = (nth: number) => ({
      ...{ id: `account-${nth}`, devices },
      identifiers: [{ type: 'account', value: numberOf(nth) }],
    });
    await enrolCrowd(target, samples, account);
    await enrolCrowd(target, LOCKED, (nth) => account(LOCKED_FROM + nth));
    await inLanes(LOCKED * BUDGET, (nth) =>
      verify(target, `account-${LOCKED_FROM + (nth % LOCKED)}`, WRONG_PIN),
    );
  },
  open(arena, target) {
    const { apiKey = '', secret = '' } = target.demo.onboarding;
    const app = appOf(asTestServer(target), apiKey, secret);
    const post = poster(arena, app.base, { 'content-type': 'text/plain', 'x-api-key': apiKey });
    let token = '';
    const logInTo = (nth: number) => async () => {
      const body = {
        ...{ keyRef: '', pin: WRONG_PIN, signInMode: 1, token, authType: '1' },
        deviceId: OTHER_DEVICE,
      };
      const headers = { 'x-api-token': token, 'x-account-number': numberOf(nth) };
      const text = await post('/onboarding/user/login/v1', body, headers);
      mustBeSo(text.includes('in-correct'), `a stranger was answered with ${text}`);
    };
    const [known, unknown, locked] = [counter(), counter(UNKNOWN_FROM), counter()];
    const kinds = {
      wrong: () => logInTo(known()),
      unknown: () => logInTo(unknown()),
      locked: () => logInTo(LOCKED_FROM + (locked() % LOCKED)),
    };
    const prepare = async () => {
      token = await app.token();
    };
    return { kinds, prepare };
  },
};

/** The tenant's own service may know: its answers are timed all the same. */
export const nativeDoor: TimedDoor = {
  what: 'a native verify',
  usual: 'wrong',
  lanes: 1,
  async fill(target, samples) {
    await enrolCrowd(target, samples, (nth) => ({ id: `person-${nth}` }));
    await addCrowd(target, samples, (nth) => ({ id: `without-${nth}` }));
  },
  open(arena, target) {
    const post = poster(arena, target.baseUrl, {
      'content-type': 'application/json',
      authorization: `Bearer ${target.demo.native.apiKey}`,
    });
    const ask = (subject: string, outcome: string) => async () => {
      const text = await post(`/v1/subjects/${subject}/pin/verify`, { pin: WRONG_PIN });
      mustBeSo(text.includes(outcome), `${outcome} was answered with ${text}`);
    };
    const [known, without] = [counter(), counter()];
    return {
      kinds: {
        wrong: () => ask(`person-${known()}`, '"wrong"'),
        unknown: () => ask(fresh('person'), 'subject_not_found'),
        'not set': () => ask(`without-${without()}`, '"not_set"'),
      },
    };
  },
};

/** As any copy of a trading app, which has a key that everybody can read in it. */
export const etnaDoor: TimedDoor = {
  what: 'a login on the ETNA wire',
  usual: 'wrong',
  lanes: 2,
  async fill(target, samples) {
    const password = { password: PASSWORD, mustChange: false };
    const people = samples + LOCKED;
    await addCrowd(target, people, (nth) => ({
      id: `trader-${nth}`,
      identifiers: [
        { type: 'username', value: `trader${nth}` },
        { type: 'email', value: `trader${nth}@example.com` },
      ],
    }));
    await inLanes(people, async (nth) => {
      const path = `/tenants/${target.demo.tenant}/subjects/trader-${nth}/password`;
      const { status, text } = await target.admin('PUT', path, password);
      mustBeSo(status === 200, `no password: ${text}`);
    });
  },
  open(arena, target) {
    const { appKey, baseUrl } = target.demo.etna;
    const post = poster(arena, baseUrl, { 'et-app-key': appKey });
    const logInAs = (username: string) => async () => {
      const text = await post('/token', {}, { username, password: 'wrong-Kettle-42' });
      mustBeSo(text.includes('nvalid'), `a stranger was answered with ${text}`);
    };
    const [known, unknown] = [counter(), counter()];
    return {
      kinds: {
        wrong: () => logInAs(`trader${LOCKED + known()}`),
        unknown: () => logInAs(`nobody${unknown()}`),
      },
    };
  },
};

/** No hash stands beside what is written here. Comes after the logins of the same people. */
export const forgottenPasswordDoor: TimedDoor = {
  what: 'a forgotten password on the ETNA wire',
  usual: 'known',
  lanes: 4,
  fill: async () => undefined,
  open(arena, target) {
    const { appKey, baseUrl } = target.demo.etna;
    const post = poster(arena, baseUrl, {
      ...{ 'content-type': 'application/json', 'et-app-key': appKey },
    });
    const resetOf = (User: string) => async () => {
      const text = await post('/v1.0/users/password/reset', { User });
      mustBeSo(text.includes('"IsSucceed":true'), `a stranger was answered with ${text}`);
    };
    const [known, unknown] = [counter(), counter()];
    return {
      kinds: {
        known: () => resetOf(`trader${LOCKED + known()}`),
        unknown: () => resetOf(`nobody${unknown()}`),
      },
    };
  },
};

/** Names of operators are nobody's business. */
export const operatorDoor: TimedDoor = {
  what: 'a sign-in of operators',
  usual: 'wrong',
  lanes: 2,
  fill: (target, samples) =>
    inLanes(samples, async (nth) => {
      const account = { name: `operator-${nth}`, role: 'auditor', password: PASSWORD };
      const { status, text } = await target.admin('POST', '/accounts', account);
      mustBeSo(status < 300, `no account: ${text}`);
    }),
  open(arena, target) {
    const post = poster(arena, target.baseUrl, { 'content-type': 'application/json' });
    const signIn = (account: string) => async () => {
      const text = await post('/admin/v1/session', { account, password: 'wrong-Kettle-42' });
      mustBeSo(text.includes('"wrong"'), `a stranger was answered with ${text}`);
    };
    const [known, unknown] = [counter(), counter()];
    return {
      kinds: {
        wrong: () => signIn(`operator-${known()}`),
        unknown: () => signIn(`nobody-${unknown()}`),
      },
    };
  },
};

const LOCKED_FROM = 1_000_000;
const UNKNOWN_FROM = 2_000_000;

function numberOf(nth: number): string {
  return String(500_000_000 + nth);
}

function counter(from = 0): () => number {
  let next = from;
  return () => {
    next += 1;
    return next - 1;
  };
}

/** Posts JSON over connections that stay: what connecting takes says nothing about the server. */
function poster(arena: Arena, base: string, always: Readonly<Record<string, string>>) {
  const agent = new Agent({ keepAlive: true });
  arena.closeLater(() => agent.destroy());
  return (path: string, body: object, headers = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const options = {
        ...{ method: 'POST', agent },
        headers: { ...always, ...headers, 'content-length': Buffer.byteLength(text) },
      };
      const outgoing = request(`${base}${path}`, options, (response) => {
        let read = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          read += chunk;
        });
        response.once('end', () => resolve(read));
        response.once('error', reject);
      });
      outgoing.once('error', reject);
      outgoing.end(text);
    });
}
