import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import * as etna from '../dialects/etna/app.ts';
import * as onboarding from '../dialects/onboarding/app.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import type { TestServer } from '../support/test-server.ts';

const ROUNDS = 6;
const BUDGET = 5;
/** What people choose, one after the other; the last two after a restart. */
const [FIRST, SECOND, THIRD, LATER, LATEST] = ['8305', '5927', '7392', '3816', '5903'] as const;
const WRONG = '4071';

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  await dir.remove();
});

/** The same server as other tests see it, wherever it listens now. */
function face(): TestServer {
  const authorization = `Bearer ${server.demo.adminKey}`;
  const admin: TestServer['admin'] = (method, path, body) =>
    server.call(method, `/admin/v1${path}`, body, { authorization });
  return { ...server, admin } as unknown as TestServer;
}

const trader = () => etna.demoApp(face());
const wallet = () => onboarding.demoApp(face());
const RESET = '/onboarding/user/resetPin/v1';
const CHANGE = '/onboarding/user/changePin/v1';

/** Shows something that is good once, to put this PIN in force where it does that. */
type Use = (pin: string, bearer: string) => Promise<string | null>;

/** Asked for, with this token. */
type Wanted = { readonly pin: string; readonly by: string };

/** One person as their client knows them: all of it was answered but `wanted` and `open`. */
interface Life {
  /** `null`: none yet. */
  pin: string | null;
  wanted?: Wanted | undefined;
  /** Good as long as the PIN is. */
  readonly tokens: string[];
  readonly over: string[];
  readonly used: Use[];
  open?: Use | undefined;
  /** A token, where this PIN is the one in force. */
  logIn(pin: string | null): Promise<string | null>;
  isGood(token: string): Promise<boolean>;
  /** Does all there is to do, until the server is gone. */
  live(life: Life): Promise<void>;
}

let [answers, killAt] = [0, 0];
let killed: Promise<void> | undefined;

/** Counts an answer that has to be there; at one of them the server dies, or a moment later. */
async function answered<T>(call: Promise<T | null>): Promise<T> {
  const answer = await call;
  if (answer === null) throw new Error('refused');
  answers += 1;
  if (answers === killAt) killed = wait((killAt % 3) * 8).then(() => server.kill());
  return answer;
}

async function signIn(life: Life): Promise<string> {
  const token = await answered(life.logIn(life.pin));
  life.tokens.push(token);
  return token;
}

async function useOnce(life: Life, use: Use, pin: string, bearer: string): Promise<string> {
  life.open = use;
  const got = await answered(use(pin, bearer));
  life.used.push(use);
  life.open = undefined;
  return got;
}

/** With the answer all tokens are over but the one it was done with. */
async function replace(life: Life, pin: string, by: string, done: () => Promise<unknown>) {
  life.wanted = { pin, by };
  await done();
  takeOver(life, life.wanted);
}

function takeOver(life: Life, { pin, by }: Wanted): void {
  life.over.push(...life.tokens.filter((token) => token !== by));
  Object.assign(life, { pin, tokens: [by], wanted: undefined });
}

async function etnaLife(): Promise<Life> {
  const person = await etna.enrol(face());
  const change =
    (Token: unknown): Use =>
    async (pin, bearer) => {
      const path = '/v1.0/users/pincode/change';
      const changed = trader().ask('PUT', path, etna.choice(Token, pin), etna.bearer(bearer));
      return (await changed).status === 200 ? '' : null;
    };
  const ask = async (pin: string | null) =>
    (await trader().logIn(person, pin === null ? {} : { pincode: pin })).body;
  return {
    ...{ pin: null, tokens: [], over: [], used: [] },
    async logIn(pin) {
      const { State, Reason, Token } = await ask(pin);
      const isIn = pin === null ? Reason === 'PIN code is not init' : State === 'Succeeded';
      return isIn ? String(Token) : null;
    },
    async isGood(token) {
      const path = '/v1/assets/security-images';
      return (await trader().ask('GET', path, undefined, etna.bearer(token))).status === 200;
    },
    async live(life) {
      const other = await signIn(life);
      const begun = await answered(ask(null));
      const interim = String(begun['Token']);
      life.tokens.push(interim);
      const first = change(begun['ConfirmationToken']);
      await replace(life, FIRST, interim, () => useOnce(life, first, FIRST, interim));
      expect(life.over).toContain(other);
      const [token] = [await signIn(life), await signIn(life)];
      await answered(trader().ask('POST', '/v1/users/@me/pincode', undefined, etna.bearer(token)));
      const Code = await etna.newestCode(face(), person.email);
      const wanted = { Code, Identifier: 'ResetPinCode' };
      const swap: Use = async () => {
        const { body } = await trader().ask('POST', '/v1/users/identifiers/reset/code', wanted);
        return body['IsSucceed'] === true ? String(body['Model']) : null;
      };
      const confirmed = await useOnce(life, swap, '', '');
      await replace(life, SECOND, token, () => useOnce(life, change(confirmed), SECOND, token));
      await signIn(life);
    },
  };
}

function named(names: Readonly<Record<string, string>>) {
  return Object.entries(names).map(([type, value]) => ({ type, value }));
}

const tokenIn = ({ data }: onboarding.Envelope) => (data ? String(data['token']) : null);

async function onboardingLife(): Promise<Life> {
  const mobile = onboarding.nextMobile();
  const account = `7${mobile}`;
  const [id, identifiers] = [`user-${mobile}`, named({ account, msisdn: `91${mobile}` })];
  await etna.must(server.call('POST', '/v1/subjects', { id, identifiers }));
  await etna.must(server.call('PUT', `/v1/subjects/${id}/pin`, { pin: FIRST }));
  const put = async (path: string, token: string, body: object) =>
    (await wallet().ask(path, token, body)).resCode === 200 ? '' : null;
  return {
    ...{ pin: FIRST, tokens: [], over: [], used: [] },
    logIn: async (pin) => tokenIn(await onboarding.logIn(wallet(), { account, pin })),
    async isGood(token) {
      // Nothing is done without a mode.
      return (await wallet().post(RESET, token, {})).status === 200;
    },
    async live(life) {
      const [token] = [await signIn(life), await signIn(life)];
      const change = onboarding.changeBody(FIRST, SECOND);
      await replace(life, SECOND, token, () => answered(put(CHANGE, token, change)));
      const sent = await answered(onboarding.generate(wallet(), mobile, 'RESETPIN'));
      const otpVal = await onboarding.codeFor(face(), mobile);
      const body = { ...sent, otpVal, otpEventType: 'RESETPIN' };
      const prove: Use = async () =>
        tokenIn(await wallet().ask('/onboarding/otp/validateOTP/v1', sent.token, body));
      const proven = await useOnce(life, prove, '', '');
      life.tokens.push(proven);
      const reset = { pin: THIRD, signInMode: 1 };
      await replace(life, THIRD, proven, () => answered(put(RESET, proven, reset)));
      await signIn(life);
    },
  };
}

/** What was answered holds; the last thing that was not happened whole or not at all. */
async function settle(life: Life): Promise<void> {
  const { wanted, open } = life;
  let token = wanted ? await life.logIn(wanted.pin) : null;
  if (wanted && token !== null) takeOver(life, wanted);
  token ??= await life.logIn(life.pin);
  if (token === null) throw new Error(`the PIN that was answered last is lost: ${life.pin}`);
  for (const each of life.tokens) expect(await life.isGood(each)).toBe(true);
  for (const each of life.over) expect(await life.isGood(each)).toBe(false);
  for (const use of life.used) expect(await use(LATER, token)).toBeNull();
  if (open === undefined) return;
  const late = await open(LATER, token);
  if (wanted && !life.wanted) expect(late).toBeNull();
  expect(await open(LATEST, token)).toBeNull();
}

/** Wrong PINs of one person, through both wires. */
async function makeGuesser() {
  const person = await etna.enrol(face(), { pin: FIRST });
  const { subject, username } = person;
  const account = onboarding.nextMobile();
  const identifiers = named({ username, account });
  await etna.must(server.call('PATCH', `/v1/subjects/${subject}`, { identifiers }));
  const token = await onboarding.loginToken(wallet(), { account, pin: FIRST });
  const change = onboarding.changeBody(WRONG, SECOND);
  const isWrong = [
    async () => (await trader().logIn(person, { pincode: WRONG })).status === 202,
    async () => (await onboarding.logIn(wallet(), { account, pin: WRONG })).resCode === 17,
    async () => (await wallet().ask(CHANGE, token, change)).resCode === 49,
  ];
  let [sent, wrong] = [0, 0];
  return {
    async guess() {
      for (const guess of isWrong) {
        sent += 1;
        expect(await answered(guess())).toBe(true);
        wrong += 1;
      }
    },
    async settle() {
      const { attemptsRemaining } = await etna.pinOf(face(), person);
      expect(attemptsRemaining).toBeLessThanOrEqual(BUDGET - wrong);
      expect(attemptsRemaining).toBeGreaterThanOrEqual(BUDGET - sent);
    },
  };
}

function throwUnlessGone(error: unknown): void {
  if (!/^TypeError: (fetch failed|terminated)/.test(String(error))) throw error;
}

it('kill -9 among sign-ins: what was answered holds, and nothing works twice', async () => {
  dir = makeTempDir();
  server = await startServerProcess(dir.path);
  for (let round = 0; round < ROUNDS; round += 1) {
    const guesser = await makeGuesser();
    const lives = await Promise.all([etnaLife(), onboardingLife(), etnaLife(), onboardingLife()]);
    [answers, killAt, killed] = [0, 1 + round * 6, undefined];
    const running = [guesser.guess(), ...lives.map((life) => life.live(life))];
    await Promise.all(running.map((each) => each.catch(throwUnlessGone)));
    await killed;
    expect(answers).toBeGreaterThanOrEqual(killAt);
    server = await startServerProcess(dir.path);
    await Promise.all([guesser.settle(), ...lives.map(settle)]);
  }
}, 180_000);
