import { readDigest, readNumbers, readSalt } from './phc-string.ts';
import type { Argon2Hash } from './stored-hash.ts';
import { requireWithin, unusableHash } from './unusable-hash.ts';

const MEMORY_MAX_KIB = 256 * 1024;
const LANES_MAX = 16;
const PASSES_MAX = 1000;
/** Memory times passes: what one guess takes is in proportion to it, about a second at the bound. */
const WORK_MAX_KIB = 1024 * 1024;
/** RFC 9106, 3.1: eight blocks for each lane. */
const LANE_MIN_KIB = 8;

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$digest`, and the same of Argon2i and Argon2d. */
export function readArgon2(
  algorithm: Argon2Hash['algorithm'],
  parts: readonly string[],
): Argon2Hash {
  // Strings made before the version had a place in them are of version 16.
  const [version = '', numbers = '', salt = '', digest = '', more] =
    parts.length === 3 ? ['v=16', ...parts] : parts;
  if (more !== undefined) throw unusableHash('it has more parts than Argon2 has');
  if (version !== 'v=19' && version !== 'v=16') {
    throw unusableHash('the version of Argon2 has to be 19 or 16');
  }
  const [memoryKib = 0, passes = 0, lanes = 0] = readNumbers(numbers, ['m', 't', 'p']);
  requireWithin(lanes, [1, LANES_MAX], 'p of Argon2');
  requireWithin(
    memoryKib,
    [lanes * LANE_MIN_KIB, MEMORY_MAX_KIB],
    'm of Argon2 with this p, in KiB,',
  );
  requireWithin(passes, [1, PASSES_MAX], 't of Argon2');
  requireWithin(memoryKib * passes, [0, WORK_MAX_KIB], 'm times t of Argon2, in KiB,');
  return {
    algorithm,
    version: version === 'v=19' ? 19 : 16,
    ...{ memoryKib, passes, lanes },
    salt: readSalt(salt),
    digest: readDigest(digest),
  };
}
