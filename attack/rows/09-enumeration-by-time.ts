import { Agent, request } from 'node:http';
import {
  appOf,
  DEVICE,
  logIn,
  OTHER_DEVICE,
} from '../../packages/server/test/dialects/onboarding/app.ts';
import { asTestServer } from '../doors.ts';
import { BUDGET, enrol, lockOut, PIN, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';
import { type Kinds, sample, separate } from '../timing.ts';

/** What is published, for 10,000 samples of two kinds, interleaved. */
const AUC_MAX = 0.52;
/** Deviations of what a coin comes to that are allowed on top where there are fewer samples. */
const DEVIATIONS = 3.5;
const WARM_UP = 50;

export const enumerationByTime: Row = {
  number: 9,
  title: 'enumeration by time',
  wants: 'to tell who exists, who has a PIN and who is locked from how long an answer takes',
  holds: 'the same writes and the same hash for all of them: AUC at most 0.52 over 10,000 samples',
  weakening: {
    what: 'compares nothing where there is nothing to compare with',
    edits: [
      {
        file: 'core/usecases/test-pin.ts',
        find: '  if (!isSignature(test.proof)) await slot.decoy(test.proof);',
        put: '',
      },
    ],
    shows:
      /^by time, a native verify of (unknown|not set) is told from wrong with an AUC of (0\.9|1\.)/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await judge(arena, 'a native verify', await nativeKinds(target, arena));
    await judge(arena, 'a login on the onboarding wire', await onboardingKinds(target, arena));
  },
};

async function judge(arena: Arena, what: string, asked: Parameters<typeof sample>[0]) {
  await sample(asked, WARM_UP);
  const { wrong = [], ...others } = await sample(asked, arena.samples);
  const found = Object.entries(others).map(([kind, times]) => ({
    kind,
    ...separate(times, wrong),
  }));
  for (const { kind, auc, low, high } of found) {
    const numbers = `${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    arena.say(`${what}, ${kind} and wrong: AUC ${numbers}, ${wrong.length} samples each`);
  }
  for (const { kind, auc } of found) {
    mustHold(
      auc <= limitFor(wrong.length),
      `by time, ${what} of ${kind} is told from wrong with an AUC of ${auc.toFixed(3)}`,
    );
  }
}

/** A coin comes to 0.5 plus or minus this: of 5,000 samples each, 3.5 deviations are 0.52. */
function limitFor(samples: number): number {
  const deviation = Math.sqrt((2 * samples + 1) / 12) / samples;
  return Math.max(AUC_MAX, 0.5 + DEVIATIONS * deviation);
}

/** People to be wrong about, each as often as their budget allows without a lock. */
async function victims(
  count: number,
  make: (nth: number) => Promise<string>,
): Promise<() => string> {
  const people: string[] = [];
  const needed = Math.ceil(count / (BUDGET - 1)) + 1;
  for (let nth = 0; nth < needed; nth += 1) people.push(await make(nth));
  let asked = 0;
  return () => {
    const person = people[Math.floor(asked / (BUDGET - 1))];
    asked += 1;
    mustBeSo(person !== undefined, 'there are too few people to be wrong about');
    return person;
  };
}

async function nativeKinds(target: Target, arena: Arena) {
  const post = poster(arena, target.baseUrl, {
    'content-type': 'application/json',
    authorization: `Bearer ${target.demo.native.apiKey}`,
  });
  const verify = async (subject: string, outcome: string) => {
    const text = await post(`/v1/subjects/${subject}/pin/verify`, { pin: WRONG_PIN });
    mustBeSo(text.includes(outcome), `${outcome} was answered with ${text}`);
  };
  const samples = arena.samples + WARM_UP;
  const next = await victims(samples, () => enrol(target));
  const without = await enrol(target, { pin: null });
  const kinds: Kinds = {
    wrong: () => verify(next(), '"wrong"'),
    unknown: () => verify(fresh('person'), 'subject_not_found'),
    'not set': () => verify(without, '"not_set"'),
  };
  return { kinds };
}

/** As a stranger on a phone of their own, who may know nothing of it. */
async function onboardingKinds(target: Target, arena: Arena) {
  const { apiKey = '', secret = '' } = target.demo.onboarding;
  const app = appOf(asTestServer(target), apiKey, secret);
  let numbers = 500_000_000;
  const make = async () => {
    numbers += 1;
    const value = String(numbers);
    const id = await enrol(target, { identifiers: [{ type: 'account', value }] });
    // The first login binds a phone, which the stranger has not.
    await logIn(app, { account: value, pin: PIN, deviceId: DEVICE });
    return { id, value };
  };
  let token = '';
  const post = poster(arena, app.base, { 'content-type': 'text/plain', 'x-api-key': apiKey });
  const logInTo = async (account: string) => {
    const body = {
      ...{ keyRef: '', pin: WRONG_PIN, signInMode: 1, token, authType: '1' },
      deviceId: OTHER_DEVICE,
    };
    const headers = { 'x-api-token': token, 'x-account-number': account };
    const text = await post('/onboarding/user/login/v1', body, headers);
    mustBeSo(text.includes('in-correct'), `a stranger was answered with ${text}`);
  };
  const samples = arena.samples + WARM_UP;
  const next = await victims(samples, async () => (await make()).value);
  const locked = await make();
  await lockOut(target, locked.id);
  await stayLocked(target, locked.id);
  let nobody = 900_000_000;
  const kinds: Kinds = {
    wrong: () => logInTo(next()),
    unknown: () => {
      nobody += 1;
      return logInTo(String(nobody));
    },
    locked: () => logInTo(locked.value),
  };
  const prepare = async () => {
    token = await app.token();
  };
  return { kinds, prepare };
}

/** The first lock is over in a minute: it takes the hard cap for one that lasts as long as we look. */
async function stayLocked(target: Target, subject: string): Promise<void> {
  for (let lock = 1; lock < 20; lock += 1) {
    await target.advanceClock(24 * 3600 + 1);
    await lockOut(target, subject);
  }
}

/** Posts JSON over one connection that stays: what connecting takes says nothing about the server. */
function poster(arena: Arena, base: string, always: Readonly<Record<string, string>>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
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
