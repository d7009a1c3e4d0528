import { BUDGET, enrol, evaluatedGuesses, outcomeOf, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { fresh, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const GUESSES = 30;
const NEW_PIN = '5927';

export const lockingOut: Row = {
  number: 42,
  title: 'locking the owner out',
  wants:
    'the owner locked out by wrong PINs and codes of somebody else, or more guesses by a device mark that was copied or made up',
  holds:
    'a device that proved the PIN has guesses of its own; only this server makes its mark, for one PIN of one person; copies share one budget',
  quick: true,
  weakening: {
    what: 'knows no device: everybody guesses out of one budget',
    edits: [
      {
        file: 'core/model/guess-budget.ts',
        find: '  return known === undefined || isChangedSince(credential, known.provenAt) ? null : known.id;',
        put: '  return known === undefined || credential.devices.length > 0 ? null : known.id;',
      },
    ],
    shows: /^the owner was locked out of their own device by a stranger's wrong PINs: locked$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await wrongPins(target);
    await madeUpMarks(arena, target);
    await copiedMarks(target);
    await outlivedMarks(target);
    await wrongCodes(target);
  },
};

/** A stranger comes by the caller's ordinary way, with a stolen phone number, until it is locked. */
async function wrongPins(target: Target): Promise<void> {
  const person = await enrol(target);
  const device = await remember(target, person);
  await many(GUESSES, () => verify(target, person, WRONG_PIN));
  const stranger = outcomeOf(await verify(target, person, PIN));
  mustBeSo(stranger === 'locked', `a stranger after ${GUESSES} wrong PINs: ${stranger}`);
  const owner = outcomeOf(await verify(target, person, PIN, { device }));
  mustHold(
    owner === 'verified',
    `the owner was locked out of their own device by a stranger's wrong PINs: ${owner}`,
  );
  const evaluated = await evaluatedGuesses(target, person);
  mustHold(evaluated <= BUDGET, `a stranger had ${evaluated} guesses`);
  const more = outcomeOf(await verify(target, person, WRONG_PIN));
  mustHold(more === 'locked', `the owner's success gave a stranger a guess: ${more}`);
}

async function madeUpMarks(arena: Arena, target: Target): Promise<void> {
  const person = await enrol(target);
  const own = await remember(target, person);
  const [head = '', key = '', iv = '', text = '', tag = ''] = own.split('.');
  const flipped = Buffer.from(text, 'base64url');
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const other = await arena.start({ mode: 'dev' });
  await enrol(other, { id: person });
  const marks: Readonly<Record<string, unknown>> = {
    'of somebody else': await remember(target, await enrol(target)),
    'of another purpose': await ofAnotherPurpose(target, person),
    'of another tenant': await ofAnotherTenant(target, person),
    'of another server': await remember(other, person),
    altered: [head, key, iv, flipped.toString('base64url'), tag].join('.'),
    'with a short tag': [head, key, iv, text, tag.slice(0, 6)].join('.'),
    'without encryption': `${part({ alg: 'none' })}.${part({ sub: person, purpose: 'login' })}.`,
    'that is a word': 'phone',
    'that is an id': crypto.randomUUID(),
  };
  for (let guess = 0; guess < BUDGET; guess += 1) await verify(target, person, WRONG_PIN);
  for (const [what, device] of Object.entries(marks)) {
    const said = outcomeOf(await verify(target, person, WRONG_PIN, { device }));
    mustHold(said !== 'wrong', `a device mark ${what} gave a guess beyond the lock`);
    const right = outcomeOf(await verify(target, person, PIN, { device, rememberDevice: true }));
    mustHold(right !== 'verified', `a device mark ${what} opened a lock`);
  }
  await many(GUESSES, () => verify(target, person, WRONG_PIN, { rememberDevice: true }));
  const evaluated = await evaluatedGuesses(target, person);
  mustHold(evaluated <= BUDGET, `${evaluated} guesses were evaluated of made up devices`);
  const still = outcomeOf(await verify(target, person, PIN, { device: own }));
  mustBeSo(still === 'verified', `the owner's device was answered with ${still}`);
}

/** Whoever copies the mark has the device's guesses, all copies together. */
async function copiedMarks(target: Target): Promise<void> {
  const person = await enrol(target);
  const device = await remember(target, person);
  await many(GUESSES, (each) =>
    verify(target, person, WRONG_PIN, { device, rememberDevice: each % 2 === 0 }),
  );
  const evaluated = await evaluatedGuesses(target, person);
  mustHold(evaluated <= BUDGET, `${evaluated} guesses were evaluated by copies of one mark`);
  const owner = outcomeOf(await verify(target, person, PIN));
  mustHold(owner === 'verified', `a stolen device locked the owner out everywhere: ${owner}`);
  const thief = outcomeOf(await verify(target, person, WRONG_PIN, { device }));
  mustHold(thief !== 'wrong', "the owner's success gave a stolen device a guess");
}

/** A mark from before is none once the PIN is another one, or its device made room for others. */
async function outlivedMarks(target: Target): Promise<void> {
  const person = await enrol(target);
  const device = await remember(target, person);
  const change = { currentPin: PIN, newPin: NEW_PIN };
  const changed = await target.call('POST', `/v1/subjects/${person}/pin/change`, change);
  mustBeSo(outcomeOf(changed) === 'changed', `no change: ${changed.text}`);
  const marks = [device];
  for (let each = 0; each < 7; each += 1) marks.push(await remember(target, person, NEW_PIN));
  const before = await evaluatedGuesses(target, person);
  for (const mark of marks) {
    await many(2 * BUDGET, () => verify(target, person, WRONG_PIN, { device: mark }));
  }
  const evaluated = (await evaluatedGuesses(target, person)) - before;
  // Five devices are known by the default policy, and the others are strangers together.
  mustHold(evaluated <= 6 * BUDGET, `${evaluated} guesses were evaluated of eight devices`);
  const old = outcomeOf(await verify(target, person, NEW_PIN, { device }));
  mustHold(old === 'locked', `a mark from before the PIN was changed is still known: ${old}`);
}

/** Codes have guesses of their own: who has the number, or only knows it, does not lock the PIN. */
async function wrongCodes(target: Target): Promise<void> {
  const value = `2547${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const identifiers = [{ type: 'msisdn', value }];
  const person = await enrol(target, { identifiers });
  let tried = 0;
  for (let round = 0; round < 3; round += 1) {
    const factor = 'one_time_code';
    const started = await target.call('POST', `/v1/subjects/${person}/recoveries`, { factor });
    const id = String(started.body['id'] ?? 'none');
    for (let guess = 0; guess < BUDGET; guess += 1) {
      const proof = { factor, code: '000000' };
      const { status } = await target.call('POST', `/v1/recoveries/${id}/proofs`, proof);
      if (status === 200) tried += 1;
    }
  }
  mustBeSo(tried > 0, 'no code was tried');
  const owner = await verify(target, person, PIN);
  const said = outcomeOf(owner);
  mustHold(said === 'verified', `wrong codes locked the owner's PIN: ${said}`);
  mustHold(owner.body['attemptsRemaining'] === BUDGET, 'wrong codes cost guesses at the PIN');
}

/** The mark of a device that proved the PIN. */
async function remember(
  target: Pick<Target, 'call'>,
  person: string,
  pin = PIN,
  more: object = {},
): Promise<string> {
  const { body, text } = await verify(target, person, pin, { rememberDevice: true, ...more });
  mustBeSo(typeof body['device'] === 'string', `no device mark: ${text}`);
  return body['device'];
}

async function ofAnotherPurpose(target: Target, person: string): Promise<string> {
  const purpose = { purpose: 'transaction' };
  await target.call('PUT', `/v1/subjects/${person}/pin`, { pin: PIN, ...purpose });
  return remember(target, person, PIN, purpose);
}

async function ofAnotherTenant(target: Target, person: string): Promise<string> {
  const id = fresh('tenant');
  const { body } = await target.admin('POST', '/tenants', { id, name: id });
  const headers = { authorization: `Bearer ${body['apiKey']}` };
  const neighbour: Target = {
    ...target,
    call: (method, path, sent) => target.call(method, path, sent, headers),
  };
  await enrol(neighbour, { id: person });
  return remember(neighbour, person);
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
