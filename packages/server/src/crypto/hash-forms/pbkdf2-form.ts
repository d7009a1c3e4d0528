import { readDigest, readNumber, readNumbers, readSalt } from './phc-string.ts';
import type { Pbkdf2Hash } from './stored-hash.ts';
import { requireWithin, unusableHash } from './unusable-hash.ts';

/** Rounds times blocks of output: about a second with SHA-512, which is the slowest. */
const WORK_MAX = 2_000_000;

const BLOCK_BYTES: Readonly<Record<Pbkdf2Hash['hash'], number>> = {
  sha1: 20,
  sha256: 32,
  sha512: 64,
};

/**
 * `$pbkdf2-sha256$i=600000,l=32$salt$digest` in the manner of the PHC, where `l` may be missing, and
 * `$pbkdf2-sha256$29000$salt$digest` as passlib writes it.
 */
export function readPbkdf2(hash: Pbkdf2Hash['hash'], parts: readonly string[]): Pbkdf2Hash {
  const [cost = '', saltText = '', digestText = '', more] = parts;
  if (more !== undefined) throw unusableHash('it has more parts than PBKDF2 has');
  const alphabet = cost.includes('=') ? 'standard' : 'passlib';
  const [rounds = 0, length] =
    alphabet === 'passlib'
      ? [readNumber(cost, 'the rounds of PBKDF2')]
      : readNumbers(cost, cost.includes(',') ? ['i', 'l'] : ['i']);
  const salt = readSalt(saltText, alphabet);
  const digest = readDigest(digestText, alphabet);
  if (length !== undefined && length !== digest.length) {
    throw unusableHash('l of PBKDF2 has to be the length of its digest');
  }
  requireWithin(rounds, [1, WORK_MAX], 'the rounds of PBKDF2');
  const blocks = Math.ceil(digest.length / BLOCK_BYTES[hash]);
  requireWithin(rounds * blocks, [0, WORK_MAX], 'rounds times blocks of digest of PBKDF2');
  return { algorithm: 'pbkdf2', hash, rounds, salt, digest };
}
