import { enrol, evaluatedGuesses, outcomeOf, PIN, statusOf, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const AT_ONCE = 300;
const PLACES = 8;

export const cpuExhaustion: Row = {
  number: 36,
  title: 'CPU exhaustion',
  wants: 'the server to be so busy hashing or reading that it answers nobody',
  holds:
    'a bounded number of hashes waits, the rest is sent away before anything is charged; no text takes long to read',
  quick: true,
  weakening: {
    what: 'lets any number of hashes wait',
    edits: [
      {
        file: 'crypto/hash-places.ts',
        find: '    if (this.#taken + places <= this.#max) return true;',
        put: '    if (this.#max > 0) return true;',
      },
    ],
    shows: /^of 300 guesses at once none was sent away$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev', flags: { 'hash-places': String(PLACES) } });
    const people = await Promise.all([enrol(target), enrol(target), enrol(target)]);
    const person = people[0] ?? '';
    let over = false;
    const flood = many(AT_ONCE, (each) =>
      verify(target, each % 3 === 0 ? person : `nobody-${each}`, WRONG_PIN),
    ).finally(() => {
      over = true;
    });
    let healthy = 0;
    while (!over) {
      const { status } = await ask(`${target.baseUrl}/health/live`, 'GET');
      mustHold(status === 200, `under a flood the server says of itself ${status}`);
      healthy += 1;
    }
    const answers = await flood;
    mustBeSo(healthy > 0, 'the flood was over too soon');
    const away = answers.filter(({ status }) => status === 503).length;
    mustHold(away > 0, `of ${AT_ONCE} guesses at once none was sent away`);
    const evaluated = await evaluatedGuesses(target, person);
    const { attemptsRemaining: left } = await statusOf(target, person);
    mustHold(
      left === 5 - evaluated,
      `who was sent away was charged: ${left} left, ${evaluated} wrong`,
    );
    await longTexts(target, people[1] ?? '');
    const right = outcomeOf(await verify(target, people[2] ?? '', PIN));
    mustHold(right === 'verified', `after the flood the right PIN was answered with ${right}`);
  },
};

/** Texts that make careless patterns try every way to read them: each has to be answered at all. */
async function longTexts(target: Target, person: string): Promise<void> {
  const long = 60_000;
  const texts = ['1'.repeat(long), ' '.repeat(long), `${'a@'.repeat(long / 2)}`, '-'.repeat(long)];
  for (const text of texts) {
    const about = {
      pin: text,
      purpose: text.slice(0, long / 3),
      operation: text.slice(0, long / 3),
    };
    const sent = [
      target.call('POST', `/v1/subjects/${person}/pin/verify`, about),
      target.call('POST', '/v1/subjects', { identifiers: [{ type: 'email', value: text }] }),
      target.call('POST', '/v1/challenges', { type: 'verify', subject: person, returnUrl: text }),
      target.call('POST', '/v1/webhooks', { url: `https://${text}` }),
      ask(`${target.baseUrl}/admin/v1/tenants`, 'GET', undefined, {
        cookie: text.slice(0, 12_000),
        authorization: `Bearer ${text.slice(0, 2_000).trim()}x`,
      }),
    ];
    for (const answer of await Promise.all(sent)) {
      const isRefused = answer.status >= 400 && answer.status < 500;
      mustHold(isRefused, `a long text was answered with ${answer.status}`);
    }
  }
}
