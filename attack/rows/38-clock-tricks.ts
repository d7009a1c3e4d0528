import { makePerson } from '../../packages/server/test/dialects/mixin/people.ts';
import { asTestServer } from '../doors.ts';
import { pinClaims, readPinKey, sealJwe, toBytes } from '../jwe.ts';
import { enrol, lockOut, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const HOUR = 3600;

export const clockTricks: Row = {
  number: 38,
  title: 'clock tricks',
  wants: 'locks to end, or what is recorded to stay good, by times of their own choice',
  holds: "only the server's clock counts; what says it comes from the future is refused",
  quick: true,
  weakening: {
    what: 'takes encrypted PINs from the future',
    edits: [
      {
        file: 'core/model/sealed-pins.ts',
        find: '    age >= -CLOCK_SKEW_MS &&\n',
        put: '',
      },
    ],
    shows: /^an encrypted PIN from \d+ s ahead was taken$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await datedAhead(target);
    await tokensAhead(target);
    await lies(target);
    await theClockOfDevMode(target);
    const production = await arena.start({ mode: 'serve' });
    for (const path of ['/dev/clock', '/dev/messages', '/dev/events', '/dev/inbox']) {
      for (const method of ['GET', 'POST']) {
        const { status } = await production.call(method, path, { advanceSeconds: HOUR });
        mustHold(status === 404, `${method} ${path} is answered in production with ${status}`);
      }
    }
  },
};

/** Its nonce is forgotten when its age alone would refuse it: one from the future would be good again. */
async function datedAhead(target: Target): Promise<void> {
  const person = await enrol(target);
  const key = await readPinKey(target);
  const send = (ahead: number) => {
    const claims = pinClaims(target, person, PIN);
    const pinJwe = sealJwe({ key, plaintext: toBytes({ ...claims, iat: claims.iat + ahead }) });
    return target.call('POST', `/v1/subjects/${person}/pin/verify`, { pinJwe });
  };
  mustBeSo(outcomeOf(await send(0)) === 'verified', 'an encrypted PIN of now is not taken');
  for (const ahead of [60, HOUR, 365 * 24 * HOUR]) {
    const taken = outcomeOf(await send(ahead));
    mustHold(taken !== 'verified', `an encrypted PIN from ${ahead} s ahead was taken`);
  }
}

async function tokensAhead(target: Target): Promise<void> {
  const person = await makePerson(asTestServer(target), '482915');
  const now = Math.floor(Date.now() / 1000 + target.lead());
  const times: readonly object[] = [
    { iat: now + HOUR, exp: now + HOUR + 60 },
    { iat: now - 2 * HOUR, exp: now - HOUR },
    { iat: now, exp: now + 400 * 24 * HOUR },
    { iat: now, exp: now - 1 },
    { iat: -1, exp: now + 60 },
    { iat: now, exp: undefined },
  ];
  for (const claims of times) {
    const { data } = await person.ask('GET', '/me', undefined, { claims });
    mustHold(data === undefined, `a token was believed with the times ${JSON.stringify(claims)}`);
  }
  for (const seconds of [now + HOUR, now - HOUR, 0, 2 ** 40]) {
    const { data } = await person.verify('482915', { seconds });
    mustHold(data === undefined, `a PIN text of the second ${seconds} was taken`);
  }
}

/** Whatever a request says about the time, the lock ends when the server's clock says so. */
async function lies(target: Target): Promise<void> {
  const person = await enrol(target);
  await lockOut(target, person);
  const later = new Date(Date.now() + 24 * HOUR * 1000).toUTCString();
  const headers = { date: later, 'x-request-start': 't=9999999999', 'if-modified-since': later };
  const path = `/v1/subjects/${person}/pin/verify`;
  const right = outcomeOf(await target.call('POST', path, { pin: PIN }, headers));
  mustHold(right === 'locked', `with a date in its header the right PIN was ${right}`);
  await target.advanceClock(50);
  const early = outcomeOf(await verify(target, person, PIN));
  mustHold(early === 'locked', `ten seconds before its end the lock was ${early}`);
  for (const expiresInMinutes of [0, -1, 1.5, 1e9, '60']) {
    const body = { type: 'verify', subject: person, expiresInMinutes };
    const { status } = await target.call('POST', '/v1/challenges', body);
    mustHold(status === 400, `a page was opened for ${expiresInMinutes} minutes`);
  }
}

/** Forward only, and never by a page from elsewhere. */
async function theClockOfDevMode(target: Target): Promise<void> {
  const post = (body: object, headers = {}) =>
    ask(`${target.baseUrl}/dev/clock`, 'POST', body, headers);
  for (const advanceSeconds of [-HOUR, 1e15, 'NaN', null]) {
    const { status } = await post({ advanceSeconds });
    mustHold(status >= 400, `the clock was moved by ${advanceSeconds} s`);
  }
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const { status } = await post({ advanceSeconds: 24 * HOUR }, foreign);
  mustHold(status >= 400, 'a page from elsewhere moved the clock');
}
