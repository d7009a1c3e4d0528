import { type HostedPage, openLink, submitForm } from '../hosted.ts';
import { type PublicJwk, pinClaims, readPinKey, sealJwe, toBytes } from '../jwe.ts';
import { BUDGET, enrol, PIN, statusOf, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const COPIES = 20;

/** What a page tells its script to encrypt for. */
interface Told {
  readonly aud: string;
  readonly challenge: string;
  readonly now: number;
  readonly key: PublicJwk;
}

export const stolenSealedPins: Row = {
  number: 40,
  title: 'stolen encrypted PINs',
  wants:
    'what a browser encrypted for one page to work on another, again, later, altered; or to do without',
  holds:
    'bound to tenant, page and time, good once; where encryption is required, nothing in the clear is read',
  quick: true,
  weakening: {
    what: 'does not look which page something was encrypted for',
    edits: [
      {
        file: 'core/model/sealed-pins.ts',
        find: '    SEALED_WORDS.every((word) => sealed.about[word] === input.about[word]) &&',
        put: `    SEALED_WORDS.every(
      (word) => word === 'challenge' || sealed.about[word] === input.about[word],
    ) &&`,
      },
    ],
    shows: /^a PIN encrypted for another page was taken$/,
  },

  async run(arena) {
    const flags = { 'require-encrypted-pins': 'on' };
    const target = await arena.start({ mode: 'serve', flags });
    await elsewhere(target);
    await copies(target);
    await inTheClear(target);
  },
};

/** Every attempt is at a page of a person whose right PIN is known to the attacker only encrypted. */
async function elsewhere(target: Target): Promise<void> {
  const person = await enrol(target);
  const stranger = await enrol(target);
  const [page, other] = [await verifyPage(target, person), await verifyPage(target, person)];
  const foreign = await verifyPage(target, stranger);
  const right = { currentPin: PIN };
  const { now } = toldBy(page);
  const [head = '', , iv = '', text = '', tag = ''] = seal(page, right).split('.');
  const flipped = Buffer.from(text, 'base64url');
  flipped[3] = (flipped[3] ?? 0) ^ 1;
  const stolen: Readonly<Record<string, string>> = {
    'a PIN encrypted for another page': seal(other, right),
    'a PIN encrypted for a page of somebody else': seal(foreign, right),
    'a PIN encrypted for the API': await sealForApi(target, person),
    'a PIN encrypted for another operation': seal(page, right, { op: 'verify' }),
    'a PIN encrypted for another subject': seal(page, right, { sub: stranger }),
    'a PIN encrypted for another tenant': seal(page, right, { aud: 'other' }),
    'a PIN encrypted three minutes ago': seal(page, right, { iat: now - 180 }),
    'a PIN encrypted an hour ahead': seal(page, right, { iat: now + 3_600 }),
    'a PIN encrypted for no page': seal(page, right, { challenge: undefined }),
    'a PIN encrypted without a nonce': seal(page, right, { jti: undefined }),
    'a PIN with a field beside it': seal(page, { ...right, grant: 'x' }),
    'a PIN whose text was altered': [head, '', iv, flipped.toString('base64url'), tag].join('.'),
    'a PIN whose header was altered': ['e30', '', iv, text, tag].join('.'),
    'a PIN with a short tag': [head, '', iv, text, tag.slice(0, 6)].join('.'),
    'nothing encrypted': '',
  };
  const words = new Set<string>();
  for (const [what, sealed] of Object.entries(stolen)) {
    const { status, text: said } = await submitForm(page, { sealed });
    mustHold(status !== 303, `${what} was taken`);
    mustHold(status >= 400 && status < 500, `${what} was answered with ${status}`);
    words.add(`${status} ${complaintOf(said)}`);
  }
  mustHold(words.size === 1, `refusals tell what was wrong: ${[...words].join(' or ')}`);
  await mustHaveCost(target, person, 0, 'what was encrypted for something else');
  const answer = await submitForm(page, { sealed: seal(page, right) });
  mustBeSo(answer.status === 303, `an encrypted PIN is not taken at all: ${answer.status}`);
}

async function copies(target: Target): Promise<void> {
  const person = await enrol(target);
  const page = await verifyPage(target, person);
  const sealed = seal(page, { currentPin: WRONG_PIN });
  const answers = await many(COPIES, () => submitForm(page, { sealed }));
  const tried = answers.filter(({ status }) => status === 200).length;
  mustHold(tried <= 1, `${tried} of ${COPIES} copies of one encrypted PIN were tried`);
  await mustHaveCost(target, person, 1, `${COPIES} copies of one wrong encrypted PIN`);
  const right = seal(page, { currentPin: PIN });
  mustBeSo((await submitForm(page, { sealed: right })).status === 303, 'the right PIN was refused');
  const later = await verifyPage(target, person);
  const again = await submitForm(later, { sealed: right });
  mustHold(again.status !== 303, 'a PIN encrypted for another page was taken');
}

/** A page, or somebody between it and the server, does without encryption. */
async function inTheClear(target: Target): Promise<void> {
  const person = await enrol(target);
  const page = await verifyPage(target, person);
  const ways: readonly Readonly<Record<string, string>>[] = [
    { currentPin: PIN },
    { currentPin: PIN, sealed: '' },
    { currentPin: PIN, sealed: seal(page, { currentPin: PIN }) },
    { currentPin: PIN, sealed: seal(page, { currentPin: WRONG_PIN }) },
  ];
  for (const fields of ways) {
    const { status } = await submitForm(page, fields);
    const what = `a PIN in the clear${'sealed' in fields ? ' beside an encrypted one' : ''}`;
    mustHold(status !== 303, `${what} was taken where encryption is required`);
  }
  const query = { url: `${page.url}?currentPin=${PIN}` };
  const { status } = await submitForm(query, { sealed: '' });
  mustHold(status !== 303, 'a PIN in an address was taken where encryption is required');
  await mustHaveCost(target, person, 0, 'what came in the clear where that is not read');
}

function verifyPage(target: Target, person: string): Promise<HostedPage> {
  return openLink(target, 'verify', person, { operation: 'pay 1' });
}

async function mustHaveCost(target: Target, person: string, cost: number, what: string) {
  const { attemptsRemaining } = await statusOf(target, person);
  const spent = BUDGET - attemptsRemaining;
  mustHold(spent === cost, `${what} cost ${spent} guesses, not ${cost}`);
}

function toldBy({ markup }: HostedPage): Told {
  const [, told = ''] = / data-seal="([^"]*)"/.exec(markup) ?? [];
  mustBeSo(told !== '', 'the page does not say what to encrypt for');
  return JSON.parse(told.replaceAll('&quot;', '"')) as Told;
}

/** As the script of that page does it, but for what is to be said otherwise. */
function seal(page: HostedPage, pins: object, over: object = {}): string {
  const { aud, challenge, now, key } = toldBy(page);
  const content = { aud, challenge, op: 'page', iat: now, jti: crypto.randomUUID(), pins, ...over };
  return sealJwe({ key, plaintext: toBytes(content) });
}

async function sealForApi(target: Target, person: string): Promise<string> {
  const key = await readPinKey(target);
  return sealJwe({ key, plaintext: toBytes(pinClaims(target, person, PIN)) });
}

function complaintOf(markup: string): string {
  return /<h1[^>]*>([^<]*)</.exec(markup)?.[1]?.trim() ?? markup.slice(0, 200);
}
