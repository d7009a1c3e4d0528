import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { ask, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

/** Requests a minute; small, so that few requests use them up. */
const STRANGER_MAX = 20;
const RATES = { subject: 10, key: 40, tenant: 40 };
const ASKED = 300;
/** A minute may turn in between: then there are two budgets. */
const PASSED_MAX = 2 * STRANGER_MAX;
const OURS = '203.0.113.9';
/** Not the loopback we ask from: entries that say nothing fall back to that. */
const PROXIES = '127.0.0.0/8,10.1.0.0/16';

export const starving: Row = {
  number: 41,
  title: 'starving by a stranger',
  wants:
    "to use up somebody's or a tenant's requests without any credential, or to have endless ones by inventing sources",
  holds:
    'who proves nothing pays by address, the one the nearest proxy of ours saw; a key of ours is let in from any address',
  weakening: {
    what: 'takes the first address of X-Forwarded-For, as whoever wrote it wanted',
    edits: [
      {
        file: 'http/pipeline/client-source.ts',
        find: 'for (const entry of lastOf(String(given))) {',
        put: 'for (const entry of [...lastOf(String(given))].reverse().slice(0, 1)) {',
      },
    ],
    shows: /^\d+ requests of one stranger passed who put invented addresses before their own$/,
  },

  async run(arena) {
    await withoutProxies(arena);
    await behindProxies(arena);
  },
};

async function withoutProxies(arena: Arena): Promise<void> {
  const target = await serve(arena, {});
  const person = await enrol(target);
  const invented = (each: number) => ({ 'x-forwarded-for': `198.51.100.${each % 250}` });
  await mustBeBounded(target, person, invented, 'whom no proxy stands before');
  await ownerMustGetIn(target, person, 'behind the very address of the stranger', {});
}

/** The proxy in front is ours: it puts the address it was asked from at the end. */
async function behindProxies(arena: Arena): Promise<void> {
  const target = await serve(arena, { 'trusted-proxies': PROXIES });
  const person = await enrol(target);
  const spoofs: Readonly<Record<string, (each: number) => string>> = {
    'who put invented addresses before their own': (each) => `198.51.100.${each % 250}, ${OURS}`,
    'who put addresses of our proxies before their own': (each) => `10.1.0.${each % 250}, ${OURS}`,
    'who put many before their own': (each) =>
      `${Array.from({ length: 60 }, () => `198.51.100.${each % 250}`).join(', ')}, ${OURS}`,
    'who has a whole network of addresses': (each) => `2001:db8:7::${(each + 1).toString(16)}`,
    'who writes their own address in another way': (each) =>
      ['::ffff:203.0.113.9', '::FFFF:203.0.113.9', '::ffff:cb00:7109'][each % 3] ?? OURS,
    'who came with ports': (each) => `203.0.113.77:${1_000 + each}`,
    'who came with words and zones': (each) => `fe80::1%eth${each}`,
  };
  for (const [who, spoof] of Object.entries(spoofs)) {
    const headers = (each: number) => ({ 'x-forwarded-for': spoof(each) });
    await mustBeBounded(target, person, headers, who);
  }
  const twice = (each: number) => ({ 'x-forwarded-for': [`198.51.100.${each % 250}`, OURS] });
  await mustBeBounded(target, person, twice, 'who sent the header twice');
  const elsewhere = { 'x-forwarded-for': '192.0.2.44' };
  await ownerMustGetIn(target, person, 'from an address of their own', elsewhere);
  const there = { 'x-forwarded-for': OURS };
  await ownerMustGetIn(target, person, 'behind the very address of the stranger', there);
}

async function serve(arena: Arena, flags: Readonly<Record<string, string>>): Promise<Target> {
  const limits = { 'rate-stranger': String(STRANGER_MAX) };
  const target = await arena.start({ mode: 'serve', flags: { ...limits, ...flags } });
  const set = await target.admin('PATCH', `/tenants/${target.demo.tenant}`, { rates: RATES });
  mustBeSo(set.status === 200, `the rates were not set: ${set.text}`);
  return target;
}

type Headers = (each: number) => Readonly<Record<string, string | readonly string[]>>;

/** Asks about a person with keys that are none, at every place that knows them. */
async function mustBeBounded(
  { baseUrl, padUrl }: Target,
  person: string,
  headers: Headers,
  who: string,
): Promise<void> {
  const guess = { pin: PIN };
  const places = [
    [`${baseUrl}/v1/subjects/${person}/pin/verify`, 'POST', guess],
    [`${baseUrl}/v1/subjects/${person}/pin`, 'GET', undefined],
    [`${baseUrl}/v1/challenges`, 'POST', { type: 'verify', subject: person }],
    [`${baseUrl}/admin/v1/tenants`, 'GET', undefined],
    [`${padUrl}/c/${'x'.repeat(43)}`, 'GET', undefined],
  ] as const;
  const answers = await many(ASKED, (each) => {
    const [url, method, body] = places[each % places.length] ?? places[0];
    return ask(url, method, body, { ...headers(each), authorization: 'Bearer nobody' });
  });
  const passed = answers.filter(({ status }) => status !== 429).length;
  mustBeSo(
    answers.every(({ status }) => status >= 400 && status < 500),
    'a stranger was answered with something else than a refusal',
  );
  mustHold(passed <= PASSED_MAX, `${passed} requests of one stranger passed ${who}`);
}

async function ownerMustGetIn(
  target: Target,
  person: string,
  where: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { call } = target;
  const caller = {
    call: (...[method, path, body]: Parameters<Target['call']>) =>
      call(method, path, body, headers),
  };
  const answer = await verify(caller, person, PIN);
  const said = outcomeOf(answer);
  mustHold(said !== 'rate_limited', `the owner was kept out ${where}: nothing was left for them`);
  mustHold(said === 'verified', `the owner was kept out ${where}: ${said}`);
  const { attemptsRemaining: left } = answer.body;
  mustHold(left === 5, `strangers cost the person guesses: ${left} are left`);
}
