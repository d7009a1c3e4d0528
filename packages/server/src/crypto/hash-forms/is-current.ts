import type { HashCost } from '../hash-messages.ts';
import type { StoredHash } from './stored-hash.ts';

/** What the hasher makes itself. */
const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

/**
 * Whether a new hash of this cost would be no better: Argon2id of the version in use, with at least
 * as much memory and as many passes. Never says so of anything cheaper, so no guess becomes cheaper
 * by a hash that is made anew.
 */
export function isCurrent(stored: StoredHash, { memoryKib, passes }: HashCost): boolean {
  if (stored.algorithm !== 'argon2id' || stored.version !== 19) return false;
  if (stored.salt.length < SALT_BYTES || stored.digest.length < DIGEST_BYTES) return false;
  return stored.memoryKib >= memoryKib && stored.passes >= passes;
}
