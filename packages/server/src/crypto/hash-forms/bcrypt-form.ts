import type { BcryptHash } from './stored-hash.ts';
import { requireWithin, unusableHash } from './unusable-hash.ts';

/** Each step doubles the work; 14 is about a second. */
const COST_BOUNDS = [4, 14] as const;

/**
 * 22 characters of salt and 31 of digest in bcrypt's own alphabet. They hold 4 and 2 bits more than
 * there are; in the one right spelling those are zero, which leaves few characters for the last.
 */
const SALT_AND_DIGEST = /^([./A-Za-z0-9]{21}[.Oeu])([./A-Za-z0-9]{30}[.CGKOSWaeimquy26])$/;

/**
 * `$2b$12$` and 53 characters, and the same with `2a` and `2y`. The three differ in what they did
 * with characters beyond ASCII and with more than 255 bytes, neither of which a PIN has.
 */
export function readBcrypt(parts: readonly string[]): BcryptHash {
  const [cost = '', text = '', more] = parts;
  if (more !== undefined) throw unusableHash('it has more parts than bcrypt has');
  if (!/^[0-9]{2}$/.test(cost)) throw unusableHash('the cost of bcrypt has to have two digits');
  requireWithin(Number(cost), COST_BOUNDS, 'the cost of bcrypt');
  const [, salt, digest] = SALT_AND_DIGEST.exec(text) ?? [];
  if (salt === undefined || digest === undefined) {
    throw unusableHash('after the cost, bcrypt has 53 characters of its own alphabet');
  }
  return {
    algorithm: 'bcrypt',
    setting: `$2b$${cost}$${salt}`,
    digest: Buffer.from(digest, 'latin1'),
  };
}
