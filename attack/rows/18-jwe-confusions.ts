import { generateKeyPairSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt } from 'jose';
import { type Claims, type PublicJwk, pinClaims, readPinKey, sealJwe, toBytes } from '../jwe.ts';
import { enrol, outcomeOf, PIN, statusOf } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const jweConfusions: Row = {
  number: 18,
  title: 'JWE confusions',
  wants: 'an encrypted PIN to be taken for another call, or opened by an algorithm of the sender',
  holds:
    'one algorithm, no compression, bound to tenant, subject, call and time; one refusal for all',
  quick: true,
  weakening: {
    what: 'does not look what an encrypted PIN was made for',
    edits: [
      {
        file: 'core/model/sealed-pins.ts',
        find: 'export function isMeantFor(sealed: SealedPins, input: PinInput, now: Instant): boolean {',
        put: `export function isMeantFor(sealed: SealedPins, input: PinInput, now: Instant): boolean {
  if (now > 0) return true;`,
      },
    ],
    shows: /^an encrypted PIN made for another (tenant|subject|call) was taken: verified$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const person = await enrol(target);
    const key = await readPinKey(target);
    const send = (pinJwe: unknown) =>
      target.call('POST', `/v1/subjects/${person}/pin/verify`, { pinJwe });
    const right = sealJwe({ key, plaintext: toBytes(pinClaims(target, person, PIN)) });
    mustBeSo(outcomeOf(await send(right)) === 'verified', 'an encrypted PIN is not taken at all');

    const refusals = new Set<string>();
    for (const [what, jwe] of Object.entries(await attempts(target, person, key))) {
      const answer = await send(jwe).catch(() => undefined);
      mustHold(answer !== undefined, `an encrypted PIN ${what} was never answered`);
      mustHold(answer.status >= 400, `an encrypted PIN ${what} was taken: ${outcomeOf(answer)}`);
      refusals.add(`${answer.status} ${answer.text.replaceAll(/"requestId":"[^"]*"/g, '')}`);
    }
    mustHold(refusals.size === 1, `refusals tell what was wrong: ${[...refusals].join(' or ')}`);
    const { attemptsRemaining: left } = await statusOf(target, person);
    mustHold(left === 5, `encrypted PINs that do not open cost ${5 - left} guesses`);
  },
};

async function attempts(target: Target, person: string, key: PublicJwk) {
  const claims = (over: object = {}): Claims => ({ ...pinClaims(target, person, PIN), ...over });
  const seal = (over: object = {}, header: Readonly<Record<string, unknown>> = {}) =>
    sealJwe({ key, header, plaintext: toBytes(claims(over)) });
  const { iat } = claims();
  const packed = sealJwe({
    key,
    header: { zip: 'DEF' },
    plaintext: deflateRawSync(toBytes(claims())),
  });
  const bomb = deflateRawSync(Buffer.alloc(1024 * 1024, ' '));
  const [head = '', , iv = '', text = '', tag = ''] = seal().split('.');
  const flipped = Buffer.from(text, 'base64url');
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  return {
    'made for another tenant': seal({ aud: 'other' }),
    'made for another subject': seal({ sub: fresh('person') }),
    'made for another call': seal({ op: 'change' }),
    'made for nobody': seal({ sub: undefined }),
    'made for another purpose': seal({ purpose: 'transaction' }),
    'from an hour ago': seal({ iat: iat - 3600 }),
    'from an hour ahead': seal({ iat: iat + 3600 }),
    'without a time': seal({ iat: undefined }),
    'without a nonce': seal({ jti: undefined }),
    'with a PIN for another field': seal({ pins: { pin: PIN, newPin: '5927' } }),
    'with more to say': seal({ admin: 'yes' }),
    'with a packed text': packed,
    'with a bomb in it': sealJwe({ key, header: { zip: 'DEF' }, plaintext: bomb }),
    'with a critical header': seal({}, { crit: ['x'], x: 1 }),
    'with a key behind an address': seal({}, { jku: 'http://127.0.0.1:9/' }),
    'with an epk that is no point': seal(
      {},
      { epk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } },
    ),
    'with an epk of another curve': seal({}, { epk: { kty: 'OKP', crv: 'X25519', x: 'AA' } }),
    'without an epk': seal({}, { epk: undefined }),
    'to a key nobody knows': seal({}, { kid: 'nobody' }),
    'that was altered': [head, '', iv, flipped.toString('base64url'), tag].join('.'),
    'with a short tag': [head, '', iv, text, tag.slice(0, 6)].join('.'),
    'with an encrypted key beside it': [head, 'AAAA', iv, text, tag].join('.'),
    ...(await byOtherAlgorithms(key, toBytes(claims()))),
  };
}

/** What the sender's library would do with secrets and keys that are ours to choose. */
async function byOtherAlgorithms(key: PublicJwk, plaintext: Uint8Array) {
  const make = (
    alg: string,
    enc: string,
    secret: Parameters<CompactEncrypt['encrypt']>[0],
    more = {},
  ) =>
    new CompactEncrypt(plaintext)
      .setProtectedHeader({ alg, enc, kid: key.kid, ...more })
      .encrypt(secret);
  const bytes = Buffer.from(String(key.x), 'base64url').subarray(0, 32);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  const [head = '', ...rest] = (await make('PBES2-HS256+A128KW', 'A256GCM', bytes)).split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
  const slow = Buffer.from(JSON.stringify({ ...header, p2c: 2_000_000_000 })).toString('base64url');
  return {
    'by dir': await make('dir', 'A256GCM', bytes),
    'by A256KW': await make('A256KW', 'A256GCM', bytes),
    'by PBES2': [head, ...rest].join('.'),
    'by PBES2 with 2,000,000,000 rounds': [slow, ...rest].join('.'),
    'by RSA-OAEP': await make('RSA-OAEP', 'A256GCM', rsa),
    'by A128CBC-HS256': await make('dir', 'A128CBC-HS256', bytes),
  };
}
