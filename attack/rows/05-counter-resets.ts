import { openChallenge } from '../hosted.ts';
import {
  BUDGET,
  enrol,
  evaluatedGuesses,
  OTHER_PIN,
  PIN,
  statusOf,
  verify,
  WRONG_PIN,
} from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

/** What somebody may do about a PIN without knowing it, or about another PIN that they know. */
const TRICKS: Readonly<Record<string, (target: Target, person: string) => Promise<unknown>>> = {
  'starting a recovery': ({ call }, person) =>
    call('POST', `/v1/subjects/${person}/recoveries`, { factor: 'one_time_code' }),
  'a wrong grant': ({ call }, person) =>
    call('POST', `/v1/subjects/${person}/pin/reset`, { newPin: OTHER_PIN, grant: 'x'.repeat(43) }),
  'setting over it': ({ call }, person) =>
    call('PUT', `/v1/subjects/${person}/pin`, { pin: OTHER_PIN }),
  'creating the person again': ({ call }, person) => call('POST', '/v1/subjects', { id: person }),
  'changing the person': ({ call }, person) =>
    call('PATCH', `/v1/subjects/${person}`, { devices: [{ type: 'IMSI', value: '1' }] }),
  'a right PIN for something else': (target, person) =>
    verify(target, person, OTHER_PIN, { purpose: 'other' }),
  'what is no PIN': (target, person) => verify(target, person, '83o5'),
  'a change to what is no PIN': ({ call }, person) =>
    call('POST', `/v1/subjects/${person}/pin/change`, { currentPin: WRONG_PIN, newPin: '11' }),
  'opening pages': async (target, person) => {
    const { url } = await openChallenge(target, 'verify', person);
    return ask(url, 'GET');
  },
  'asking how it stands': (target, person) => statusOf(target, person),
};

export const counterResets: Row = {
  number: 5,
  title: 'counter-reset tricks',
  wants: 'the count of guesses to begin anew without the right PIN',
  holds:
    'only a proven PIN, a reset or staff give guesses back, and a success none charged after it',
  quick: true,
  weakening: {
    what: 'a recovery that is started gives the guesses back',
    edits: [
      {
        file: 'core/usecases/start-recovery.ts',
        find: '  const { tenant, id } = subject;\n',
        put: `  const { tenant, id } = subject;
  await ports.store.applyToCredential({ tenant, subject: id, purpose: command.purpose }, (held) => ({
    next: { ...held, lockout: { ...held.lockout, spent: 0 } },
    result: undefined,
  }));
`,
      },
    ],
    shows: /^starting a recovery gave guesses back: 1 were left, then \d$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target);
    const other = { pin: OTHER_PIN, purpose: 'other' };
    await target.call('PUT', `/v1/subjects/${person}/pin`, other);
    for (let guess = 1; guess < BUDGET; guess += 1) await verify(target, person, WRONG_PIN);
    const before = await statusOf(target, person);
    mustBeSo(before.attemptsRemaining === 1, `${before.attemptsRemaining} left`);
    for (const [trick, play] of Object.entries(TRICKS)) {
      await play(target, person);
      const { attemptsRemaining: left } = await statusOf(target, person);
      mustHold(left <= 1, `${trick} gave guesses back: 1 were left, then ${left}`);
    }
    await many(20, () => verify(target, person, WRONG_PIN, { pin: WRONG_PIN }));
    const evaluated = await evaluatedGuesses(target, person);
    mustHold(evaluated === BUDGET, `${evaluated} guesses were evaluated after all tricks`);
    await aroundASuccess(target);
  },
};

/** Guesses that are under way while the owner shows the right PIN are not forgiven by it. */
async function aroundASuccess(target: Target): Promise<void> {
  const person = await enrol(target, { id: fresh('owner') });
  await many(30, (each) => verify(target, person, each === 3 ? PIN : WRONG_PIN));
  const evaluated = await evaluatedGuesses(target, person);
  mustHold(evaluated <= 2 * BUDGET, `${evaluated} guesses were evaluated around one success`);
}
