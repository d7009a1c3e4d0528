import { openChallenge, openLink, submitForm } from '../hosted.ts';
import { enrol, OTHER_PIN, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const linkTheft: Row = {
  number: 21,
  title: 'link theft',
  wants: 'a page from what logs and callers know of its link, or from a link that was used',
  holds:
    '128 bits of a link that only the server can make; good once, for an hour, with no trace in Referer',
  quick: true,
  weakening: {
    what: 'is content with the beginning of the mark in a link',
    edits: [
      {
        file: 'core/usecases/challenge-link.ts',
        find: 'return equalDigests(await markOf(sealer, tenant, id), mark) ? { tenant, id } : null;',
        put: 'return (await markOf(sealer, tenant, id)).startsWith(mark) ? { tenant, id } : null;',
      },
    ],
    shows: /^a page opened with a link cut to \d+ characters of its mark$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await partsOfALink(target);
    await usedLinks(target);
    await traces(target);
  },
};

const opens = async (url: string) => {
  const { status, text } = await ask(url, 'GET', undefined, { 'accept-language': 'en' });
  return status === 200 && text.includes('<form');
};

async function partsOfALink(target: Target): Promise<void> {
  const person = await enrol(target, { pin: null });
  const { id, url } = await openChallenge(target, 'set', person);
  mustBeSo(await opens(url), 'a link opens no page');
  const [, start = '', mark = ''] = /^(.*\.)([0-9a-f]{32})$/.exec(url) ?? [];
  mustBeSo(mark !== '', `no mark in ${url}`);
  for (const length of [0, 1, 8, 16, 31]) {
    const short = await opens(`${start}${mark.slice(0, length)}`);
    mustHold(!short, `a page opened with a link cut to ${length} characters of its mark`);
  }
  const { tenant } = target.demo;
  const other = await openChallenge(target, 'set', await enrol(target, { pin: null }));
  const guesses = [
    ...[`${target.padUrl}/c/${id}`, `${target.padUrl}/c/${tenant}.${id}`],
    ...[`${start}${mark}0`, `${start}${mark.toUpperCase()}`, `${start}${'0'.repeat(32)}`],
    ...[`${start}${other.url.slice(-32)}`, url.replace(`/c/${tenant}.`, '/c/operators.')],
    ...[url.replace(`${tenant}.`, `@operators.`), `${url}/../${fresh('x')}`],
  ];
  for (const guess of guesses) {
    if (guess !== url) mustHold(!(await opens(guess)), `a page opened at ${guess}`);
  }
}

async function usedLinks(target: Target): Promise<void> {
  const person = await enrol(target, { pin: null });
  const page = await openLink(target, 'set', person);
  const done = await submitForm(page, { newPin: PIN, repeatPin: PIN });
  mustBeSo(done.status === 303, `the page set nothing: ${done.status}`);
  mustHold(!(await opens(page.url)), 'a used link shows its form again');
  await submitForm(page, { newPin: OTHER_PIN, repeatPin: OTHER_PIN });
  const taken = outcomeOf(await verify(target, person, OTHER_PIN));
  mustHold(taken !== 'verified', 'whoever had a used link set another PIN');
  const late = await openLink(target, 'verify', person);
  await target.advanceClock(3601);
  mustHold(!(await opens(late.url)), 'a link opens after its hour');
}

/** Nothing that leaves the page names it, and nobody keeps it. */
async function traces(target: Target): Promise<void> {
  const { url } = await openChallenge(target, 'verify', await enrol(target));
  const { headers, text } = await ask(url, 'GET');
  mustHold(headers['referrer-policy'] === 'no-referrer', 'the page may be named as a referrer');
  mustHold(headers['cache-control'] === 'no-store', 'the page may be kept by a cache');
  const foreign = [...text.matchAll(/(?:src|href|action)="(https?:[^"]*)"/g)].map(([, at]) => at);
  const elsewhere = foreign.filter((at) => at !== undefined && !at.startsWith(target.padUrl));
  mustHold(elsewhere.length === 0, `the page asks other origins: ${elsewhere.join(', ')}`);
}
