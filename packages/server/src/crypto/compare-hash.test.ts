import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FOREIGN_HASHES,
  FOREIGN_PIN,
  type ForeignHash,
  PUBLISHED_HASHES,
} from '../../test/support/foreign-hashes.ts';
import { isFault } from '../core/fault.ts';
import { compareHash } from './compare-hash.ts';
import { nameForm, readStoredHash } from './hash-forms/read-stored-hash.ts';
import type { StoredHash } from './hash-forms/stored-hash.ts';

const compare = (stored: StoredHash, secret: string) => compareHash(stored, Buffer.from(secret));

describe.each([...FOREIGN_HASHES, ...PUBLISHED_HASHES])(
  'a hash of $form by $madeBy',
  ({ hash, secret, form }) => {
    it('is named for what it is, and right for its own secret only', () => {
      const stored = readStoredHash(hash);
      expect(nameForm(stored)).toBe(form);
      expect(compare(stored, secret)).toBe(true);
      expect(compare(stored, `${secret.slice(0, -1)}0`)).toBe(false);
      expect(compare(stored, `${secret}0`)).toBe(false);
    });
  },
);

it('a digest of another length than its algorithm makes is compared in full', () => {
  const short = readStoredHash(
    '$pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSg',
  );
  expect(compare(short, 'passwordPASSWORDpassword')).toBe(true);
  expect(compare(short, 'passwordPASSWORDpassworD')).toBe(false);
});

/** Where the salt begins: what stands before it may change a hash without making it another one. */
function saltAt({ form, hash }: ForeignHash): number {
  const last = hash.lastIndexOf('$');
  return 1 + (form === 'bcrypt' ? last : hash.lastIndexOf('$', last - 1));
}

/** Salt or digest with one character exchanged, left out or put in. */
const altered = fc
  .record({
    foreign: fc.constantFrom(...FOREIGN_HASHES),
    place: fc.nat({ max: 120 }),
    cut: fc.nat({ max: 1 }),
    put: fc.constantFrom('', 'A', 'b', '3', '/', '+', '.', '$', '='),
  })
  .map(({ foreign, place, cut, put }) => {
    const { hash } = foreign;
    const at = saltAt(foreign) + (place % (hash.length - saltAt(foreign)));
    return { hash, text: hash.slice(0, at) + put + hash.slice(at + cut) };
  })
  .filter(({ hash, text }) => hash !== text);

it('a hash altered in salt or digest is refused or wrong, and nothing else', () => {
  fc.assert(
    fc.property(altered, ({ text }) => {
      try {
        expect(compare(readStoredHash(text), FOREIGN_PIN)).toBe(false);
      } catch (error) {
        if (!isFault(error, 'hash_unusable')) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

/** Cheap ones of what the reader takes, at the edges of what the algorithms take. */
const cheapCost = fc.oneof(
  fc
    .record({
      ln: fc.integer({ min: 1, max: 15 }),
      r: fc.constantFrom(1, 2),
      p: fc.nat({ max: 15 }),
    })
    .map(({ ln, r, p }) => `$scrypt$ln=${ln},r=${r},p=${ln > 10 ? 1 : p + 1}`),
  fc
    .record({
      lanes: fc.integer({ min: 1, max: 16 }),
      extra: fc.nat({ max: 99 }),
      old: fc.boolean(),
    })
    .map(({ lanes, extra, old }) => {
      const version = old ? 16 : 19;
      return `$argon2id$v=${version}$m=${8 * lanes + extra},t=1,p=${lanes}`;
    }),
  fc.constantFrom('$pbkdf2-sha1$i=1', '$pbkdf2-sha256$i=2', '$pbkdf2-sha512$i=3', '$pbkdf2$1'),
);

it('what the reader takes can be compared: whoever it is of is never left before a fault', () => {
  const bytes = fc.record({
    salt: fc.uint8Array({ minLength: 8, maxLength: 64 }),
    digest: fc.uint8Array({ minLength: 16, maxLength: 64 }),
  });
  fc.assert(
    fc.property(cheapCost, bytes, (cost, { salt, digest }) => {
      const [shownSalt, shownDigest] = [salt, digest].map((each) => {
        const standard = Buffer.from(each).toString('base64').replace(/=+$/, '');
        return cost === '$pbkdf2$1' ? standard.replaceAll('+', '.') : standard;
      });
      const stored = readStoredHash(`${cost}$${shownSalt}$${shownDigest}`);
      expect(compare(stored, FOREIGN_PIN)).toBe(false);
    }),
    { numRuns: 200 },
  );
});
