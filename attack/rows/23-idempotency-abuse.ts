import { enrol, evaluatedGuesses, outcomeOf, PIN, statusOf } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const TRIES = 100;

export const idempotencyAbuse: Row = {
  number: 23,
  title: 'idempotency abuse',
  wants: 'free guesses from repeats, or the answer to somebody else',
  holds:
    'a repeat compares nothing and tells the first answer again, to the same caller about the same person',
  quick: true,
  weakening: {
    what: 'does not count the person among what a key was used for',
    edits: [
      {
        file: 'dialects/native/native-route.ts',
        find: 'return canonicalJson([route.method, route.path, request.params, without(body, secrets)]);',
        put: 'return canonicalJson([route.method, route.path, without(body, secrets)]);',
      },
    ],
    shows: /^the answer about one person was told again about another: verified$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const [person, victim] = [await enrol(target), await enrol(target, { pin: '5927' })];
    const once = { 'idempotency-key': fresh('once') };
    const verifyAs = (subject: string, pin: string, headers: Readonly<Record<string, string>>) =>
      target.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin }, headers);
    const first = await verifyAs(person, PIN, once);
    mustBeSo(outcomeOf(first) === 'verified', 'the first call was not answered');
    const other = outcomeOf(await verifyAs(victim, '1907', once));
    mustHold(
      other !== 'verified',
      `the answer about one person was told again about another: ${other}`,
    );
    await freeGuesses(target, victim);
    await otherTenants(target, once);
    await manyAtOnce(target, victim);
  },
};

/** A hundred PINs under one key: one is compared, and nothing is learned from the others. */
async function freeGuesses(target: Target, victim: string): Promise<void> {
  const before = await evaluatedGuesses(target, victim);
  const once = { 'idempotency-key': fresh('guess') };
  const path = `/v1/subjects/${victim}/pin/verify`;
  const outcomes = new Set<string>();
  for (let guess = 0; guess < TRIES; guess += 1) {
    const pin = guess === TRIES - 1 ? '5927' : String(1000 + guess);
    outcomes.add(outcomeOf(await target.call('POST', path, { pin }, once)));
  }
  const evaluated = (await evaluatedGuesses(target, victim)) - before;
  mustHold(evaluated <= 1, `${evaluated} of ${TRIES} repeats were evaluated`);
  mustHold(!outcomes.has('verified'), 'a repeat with the right PIN was told from the others');
}

async function otherTenants(target: Target, once: Readonly<Record<string, string>>) {
  const id = fresh('other');
  const { body } = await target.admin('POST', '/tenants', { id, name: id });
  const headers = { ...once, authorization: `Bearer ${body['apiKey']}` };
  const subject = fresh('person');
  const made = await target.call('POST', '/v1/subjects', { id: subject }, headers);
  mustHold(made.status === 201, "another tenant's key is not free to use here");
  const keys = ['', 'x'.repeat(256), 'line\tbreak', 'ümlaut'];
  for (const key of keys) {
    const { status } = await target.call(
      ...(['POST', '/v1/subjects', { id: fresh('p') }, { 'idempotency-key': key }] as const),
    );
    mustHold(status === 400, `the key ${JSON.stringify(key)} was taken`);
  }
}

/** Two keys at once are two calls, and one key at once is one. */
async function manyAtOnce(target: Target, victim: string): Promise<void> {
  const before = (await statusOf(target, victim)).attemptsRemaining;
  const once = { 'idempotency-key': fresh('storm') };
  const path = `/v1/subjects/${victim}/pin/verify`;
  await many(40, (each) => target.call('POST', path, { pin: String(2000 + each) }, once));
  const spent = before - (await statusOf(target, victim)).attemptsRemaining;
  mustHold(spent <= 1, `one key at once charged ${spent} guesses`);
}
