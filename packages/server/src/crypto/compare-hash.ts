import { pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';
import { hashSync as bcryptSync } from 'bcryptjs';
import type { Argon2Hash, BcryptHash, ScryptHash, StoredHash } from './hash-forms/stored-hash.ts';

/**
 * Makes a hash again from a secret and compares the two in constant time. Takes as long as the hash
 * is expensive, on the thread it is called on: for hash threads only.
 */
export function compareHash(stored: StoredHash, secret: Uint8Array): boolean {
  return timingSafeEqual(makeAgain(stored, secret), stored.digest);
}

function makeAgain(stored: StoredHash, secret: Uint8Array): Uint8Array {
  switch (stored.algorithm) {
    case 'argon2id':
    case 'argon2i':
    case 'argon2d':
      return argon2Again(stored, secret);
    case 'scrypt':
      return scryptAgain(stored, secret);
    case 'pbkdf2':
      return pbkdf2Sync(secret, stored.salt, stored.rounds, stored.digest.length, stored.hash);
    case 'bcrypt':
      return bcryptAgain(stored, secret);
  }
}

/** The library's own numbers; its enums are types only, and gone at run time. */
const ARGON2_ALGORITHM = { argon2d: 0, argon2i: 1, argon2id: 2 } as const;
const ARGON2_VERSION = { 16: 0, 19: 1 } as const;

function argon2Again(stored: Argon2Hash, secret: Uint8Array): Uint8Array {
  return hashRawSync(secret, {
    algorithm: ARGON2_ALGORITHM[stored.algorithm],
    version: ARGON2_VERSION[stored.version],
    memoryCost: stored.memoryKib,
    timeCost: stored.passes,
    parallelism: stored.lanes,
    outputLen: stored.digest.length,
    salt: stored.salt,
  });
}

/** Beside the blocks themselves: what the lanes take, and a little room. */
const SCRYPT_EXTRA_BYTES = 1024 * 1024;

function scryptAgain(stored: ScryptHash, secret: Uint8Array): Uint8Array {
  const { costLog2, blockSize, lanes, salt, digest } = stored;
  const cost = 2 ** costLog2;
  return scryptSync(secret, salt, digest.length, {
    cost,
    blockSize,
    parallelization: lanes,
    // The runtime's own limit is 32 MiB; how much there may be was decided when it was read.
    maxmem: 128 * blockSize * (cost + lanes) + SCRYPT_EXTRA_BYTES,
  });
}

/** The library takes texts only: of all secrets, those of imported bcrypt hashes become one. */
function bcryptAgain({ setting }: BcryptHash, secret: Uint8Array): Uint8Array {
  const text = Buffer.from(secret).toString('utf8');
  return Buffer.from(bcryptSync(text, setting).slice(setting.length), 'latin1');
}
