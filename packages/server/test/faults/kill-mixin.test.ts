import { afterEach, beforeEach, expect, it } from 'vitest';
import { FIRST_PIN as RIGHT, WRONG_PIN } from '../dialects/mixin/people.ts';
import * as mixin from '../dialects/mixin/signer.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { send } from '../support/test-server.ts';

const BUDGET = 5;
const PEOPLE = 8;

let dir: TempDir;
let server: ServerProcess;

beforeEach(async () => {
  dir = makeTempDir();
  server = await startServerProcess(dir.path);
});
afterEach(async () => {
  await server.kill();
  await dir.remove();
});

function askStaff(path: string, body: object) {
  const authorization = `Bearer ${server.demo.adminKey}`;
  return send(`${server.baseUrl}/admin/v1/tenants/demo${path}`, 'POST', body, { authorization });
}

/** Every start has ports of its own. */
const speak = (session: mixin.Session) => mixin.openSigner(server.demo.mixin.baseUrl, session);

/** Apps, so that each has a session, a PIN and a budget of its own. */
function enrolAll(): Promise<readonly mixin.Session[]> {
  const enrol = async () => {
    const { body } = await askStaff('/keys', { dialect: 'mixin', name: 'an app' });
    const keystores = body['keystores'] as Record<string, Record<string, string>>;
    const session = mixin.readKeystore(keystores['official7App'] ?? {});
    expect((await speak(session).update(RIGHT)).data).toMatchObject({ has_pin: true });
    return session;
  };
  return Promise.all(Array.from({ length: PEOPLE }, enrol));
}

/** Everybody asks, over and over, until the server dies at this answer; then it is there again. */
async function killAt<P>(at: number, people: readonly P[], ask: (person: P) => Promise<boolean>) {
  let answers = 0;
  let killed: Promise<void> | undefined;
  const askUntilGone = async (person: P) => {
    while (await ask(person)) {
      answers += 1;
      if (answers === at) killed = server.kill();
    }
  };
  await Promise.all(people.map(askUntilGone));
  await killed;
  expect(answers).toBeGreaterThanOrEqual(at);
  server = await startServerProcess(dir.path);
}

interface Guesser {
  readonly session: mixin.Session;
  /** What was sent, and whether it was answered. */
  readonly texts: Map<string, boolean>;
  evaluated: number;
}

/** Whether the text was compared: then, and only then, guesses are counted down. */
async function guess(guesser: Guesser, text?: string): Promise<boolean> {
  const signer = speak(guesser.session);
  const pin = text ?? signer.seal(WRONG_PIN);
  guesser.texts.set(pin, false);
  const { error } = await signer.ask('POST', '/pin/verify', { pin });
  guesser.texts.set(pin, true);
  const wasEvaluated = error?.extra?.['remaining'] !== undefined;
  guesser.evaluated += Number(wasEvaluated);
  return wasEvaluated;
}

async function spentBy({ session }: Guesser): Promise<number> {
  const { body } = await server.call('GET', `/v1/subjects/${session.userId}/pin`);
  return BUDGET - Number(body['attemptsRemaining']);
}

it.each([1, 5, 13])('kill -9 at answer %i: a PIN text is good for one try', async (at) => {
  const all = (await enrolAll()).map((session) => ({ session, texts: new Map(), evaluated: 0 }));
  await killAt(at, all, async (guesser) => {
    const answer = await guess(guesser).catch(() => undefined);
    return answer !== undefined && guesser.texts.size < 3;
  });
  await Promise.all(all.map(useUp));
});

/** Sends everything once more, then as many guesses as it takes to be locked out. */
async function useUp(guesser: Guesser): Promise<void> {
  for (const [text, wasAnswered] of [...guesser.texts]) {
    expect((await guess(guesser, text)) && wasAnswered).toBe(false);
  }
  // Also a text whose answer was lost costs one guess at most, however often it is sent.
  expect(await spentBy(guesser)).toBeLessThanOrEqual(guesser.texts.size);
  await Promise.all(Array.from({ length: 2 * BUDGET }, () => guess(guesser)));
  expect(guesser.evaluated).toBeLessThanOrEqual(BUDGET);
  while ((await spentBy(guesser)) < BUDGET) expect(await guess(guesser)).toBe(true);
  expect(await guess(guesser)).toBe(false);
}

const tip = (counter: number) => ({ counter, key: mixin.makeTipKey() });

interface Owner {
  readonly session: mixin.Session;
  /** Acknowledged last; a counter of 0: still digits. */
  held: ReturnType<typeof tip>;
  /** Asked for last. */
  wanted?: Owner['held'];
}

/** Whether an answer came. */
async function change(owner: Owner): Promise<boolean> {
  const { counter, key } = owner.held;
  const wanted = tip(counter + 1);
  owner.wanted = wanted;
  const proof = counter === 0 ? RIGHT : key.sign(mixin.verifyText(counter));
  const sent = speak(owner.session).update(wanted.key.pin(wanted.counter), proof);
  const answer = await sent.catch(() => undefined);
  if (answer === undefined) return false;
  expect(answer.data).toMatchObject({ tip_counter: wanted.counter });
  owner.held = wanted;
  return true;
}

/** What is in force is one of the two, with its own counter and its own key. */
async function settle(owner: Owner): Promise<void> {
  const signer = speak(owner.session);
  const { data } = await signer.ask('GET', '/me');
  const found = [owner.held, owner.wanted].find((each) => each?.counter === data?.['tip_counter']);
  if (found === undefined) throw new Error(`lost: ${JSON.stringify(data)}`);
  owner.held = found;
  const timestamp = Date.now() * 1_000_000;
  const proof = found.counter === 0 ? RIGHT : found.key.sign(mixin.verifyText(timestamp));
  const shown = await signer.ask('POST', '/pin/verify', { pin: signer.seal(proof), timestamp });
  expect(shown.data).toMatchObject({ tip_counter: found.counter });
  // What died while it was compared stays charged.
  await askStaff(`/subjects/${owner.session.userId}/unlock`, { reason: 'a test' });
}

it('kill -9 among changes: an answered one is in force, another one whole or not at all', async () => {
  const owners = (await enrolAll()).map((session): Owner => ({ session, held: tip(0) }));
  for (const at of [1, 8, 17, 30]) {
    await killAt(at, owners, change);
    for (const owner of owners) await settle(owner);
  }
});
