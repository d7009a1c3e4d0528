import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOREIGN_HASHES } from '../../../test/support/foreign-hashes.ts';
import { isFault } from '../../core/fault.ts';
import { readStoredHash } from './read-stored-hash.ts';

const SALT = 'AQIDBAUGBwgJCgsMDQ4PEA';
const DIGEST = 'jtsPUoQdHBVeasmCutvJa8R92zqevM04CGdL76e7Z2Y';
const BCRYPT = 'OVTk2zNSSlLDNKxM6NuK7.htmICEWGyueHg84RYs/Vs0cdW4VhfUm';
const argon2 = (numbers: string, head = '$argon2id$v=19') => `${head}$${numbers}$${SALT}$${DIGEST}`;
const scrypt = (numbers: string) => `$scrypt$${numbers}$${SALT}$${DIGEST}`;
const pbkdf2 = (cost: string) => `$pbkdf2-sha256$${cost}$${SALT}$${DIGEST}`;

/** The public sentence of a refusal; the test fails where there is none. */
function refusalOf(hash: string): string {
  try {
    readStoredHash(hash);
  } catch (error) {
    if (isFault(error, 'hash_unusable')) return error.message;
    throw error;
  }
  throw new Error('the hash was taken');
}

describe('a cost at the bound is taken, and beyond it is refused by a sentence with the bound', () => {
  it.each([
    [argon2('m=262144,t=4,p=1'), argon2('m=262145,t=1,p=1'), 'm of Argon2', '262144'],
    [argon2('m=1024,t=1000,p=1'), argon2('m=1024,t=1001,p=1'), 't of Argon2', '1000'],
    [argon2('m=131072,t=8,p=1'), argon2('m=131072,t=9,p=1'), 'm times t', '1048576'],
    [argon2('m=128,t=1,p=16'), argon2('m=127,t=1,p=16'), 'm of Argon2', '128'],
    [argon2('m=8,t=1,p=1'), argon2('m=136,t=1,p=17'), 'p of Argon2', '16'],
    [scrypt('ln=18,r=8,p=1'), scrypt('ln=19,r=8,p=1'), 'times r,', '2097152'],
    [scrypt('ln=17,r=8,p=2'), scrypt('ln=17,r=8,p=3'), 'times r times p', '2097152'],
    [scrypt('ln=20,r=2,p=1'), scrypt('ln=21,r=1,p=1'), 'ln of scrypt', '20'],
    [scrypt('ln=15,r=1,p=1'), scrypt('ln=16,r=1,p=1'), 'ln of scrypt with this r', '15'],
    [scrypt('ln=1,r=32,p=16'), scrypt('ln=1,r=33,p=1'), 'r of scrypt', '32'],
    [scrypt('ln=1,r=1,p=16'), scrypt('ln=1,r=1,p=17'), 'p of scrypt', '16'],
    [pbkdf2('i=2000000,l=32'), pbkdf2('i=2000001,l=32'), 'rounds of PBKDF2', '2000000'],
    [pbkdf2('2000000'), pbkdf2('9999999999'), 'rounds of PBKDF2', '2000000'],
    [
      `$pbkdf2-sha1$i=1000000$${SALT}$${DIGEST}`,
      `$pbkdf2-sha1$i=1000001$${SALT}$${DIGEST}`,
      'blocks',
      '2000000',
    ],
    [`$2b$14$${BCRYPT}`, `$2b$15$${BCRYPT}`, 'cost of bcrypt', '14'],
    [`$2b$04$${BCRYPT}`, `$2b$03$${BCRYPT}`, 'cost of bcrypt', '4'],
  ])('%s', (taken, beyond, what, bound) => {
    expect(() => readStoredHash(taken)).not.toThrow();
    const sentence = refusalOf(beyond);
    expect(sentence).toContain(what);
    expect(sentence).toContain(bound);
  });
});

describe('what is not a hash in its one right spelling is refused', () => {
  it.each([
    ['nothing', ''],
    ['a PIN', '739205'],
    ['an unknown form', '$1$saltsalt$digest'],
    ['a form of another case', argon2('m=1024,t=2,p=1', '$ARGON2ID$v=19')],
    ['the bcrypt of 2011 with the sign error', `$2x$05$${BCRYPT}`],
    ['bcrypt over SHA-256', `$bcrypt-sha256$v=2,t=2b,r=12$${SALT}$${DIGEST}`],
    ['no dollar in front', argon2('m=1024,t=2,p=1').slice(1)],
    ['a blank behind', `${argon2('m=1024,t=2,p=1')} `],
    ['a newline behind bcrypt', `$2b$05$${BCRYPT}\n`],
    ['a part too many', `${argon2('m=1024,t=2,p=1')}$`],
    ['no digest', `$argon2id$v=19$m=1024,t=2,p=1$${SALT}`],
    ['an unknown version', argon2('m=1024,t=2,p=1', '$argon2id$v=20')],
    ['an unknown parameter', argon2('m=1024,t=2,p=1,x=1')],
    ['a keyid', argon2('m=1024,t=2,p=1,keyid=AQID')],
    ['parameters in another order', argon2('t=2,m=1024,p=1')],
    ['a parameter twice', argon2('m=1024,m=1024,p=1')],
    ['a leading zero', argon2('m=01024,t=2,p=1')],
    ['a sign', argon2('m=1024,t=+2,p=1')],
    ['an exponent', argon2('m=1e3,t=2,p=1')],
    ['digits of another script', argon2('m=1024,t=٢,p=1')],
    ['a number of twenty digits', argon2('m=10000000000000000000,t=2,p=1')],
    ['no passes', argon2('m=1024,t=0,p=1')],
    ['no rounds', pbkdf2('i=0')],
    ['another length than the digest has', pbkdf2('i=1000,l=31')],
    ['a length that is none', pbkdf2('i=1000,l=')],
    ['padded base64', `$scrypt$ln=10,r=8,p=1$${SALT}==$${DIGEST}=`],
    ['base64 of the web', `$scrypt$ln=10,r=8,p=1$${SALT}$${DIGEST.replace('d', '-')}`],
    ['a dot where passlib has none', `$scrypt$ln=10,r=8,p=1$${SALT}$${DIGEST.replace('d', '.')}`],
    ['a plus where passlib has a dot', `$pbkdf2-sha256$1000$${SALT}$${DIGEST.replace('d', '+')}`],
    ['bits that mean nothing', `$scrypt$ln=10,r=8,p=1$${SALT}$${DIGEST.slice(0, -1)}Z`],
    ['bits that mean nothing in the salt of bcrypt', `$2b$05$${BCRYPT.replace('.', '/')}`],
    ['bits that mean nothing in the digest of bcrypt', `$2b$05$${BCRYPT.slice(0, -1)}n`],
    ['a salt of seven bytes', `$scrypt$ln=10,r=8,p=1$AQIDBAUGBw$${DIGEST}`],
    ['a digest of fifteen bytes', `$scrypt$ln=10,r=8,p=1$${SALT}$AQIDBAUGBwgJCgsMDQ4P`],
    ['a digest of ninety bytes', `$scrypt$ln=10,r=8,p=1$${SALT}$${'A'.repeat(120)}`],
    ['more than is looked at', `$scrypt$ln=10,r=8,p=1$${SALT}$${'A'.repeat(1_000_000)}`],
  ])('%s', (_what, hash) => {
    const sentence = refusalOf(hash);
    // What came may be all but right: a digest with a typing error is still worth a guess offline.
    for (const part of hash.split('$').filter(({ length }) => length > 12)) {
      expect(sentence).not.toContain(part);
    }
  });
});

const mutated = fc
  .record({
    hash: fc.constantFrom(...FOREIGN_HASHES.map(({ hash }) => hash)),
    at: fc.nat({ max: 130 }),
    cut: fc.nat({ max: 3 }),
    put: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('$', ',', '=', '9', '0', '+', '.')),
  })
  .map(({ hash, at, cut, put }) => hash.slice(0, at) + put + hash.slice(at + cut));

it('an altered or made-up string is read, or refused as such; nothing else happens', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 600 })), (text) => {
      try {
        readStoredHash(text);
      } catch (error) {
        expect(isFault(error, 'hash_unusable')).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});
