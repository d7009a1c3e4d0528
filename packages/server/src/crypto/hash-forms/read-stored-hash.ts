import { readArgon2 } from './argon2-form.ts';
import { readBcrypt } from './bcrypt-form.ts';
import { readPbkdf2 } from './pbkdf2-form.ts';
import { splitHash } from './phc-string.ts';
import { readScrypt } from './scrypt-form.ts';
import type { StoredHash } from './stored-hash.ts';
import { unusableHash } from './unusable-hash.ts';

type ReadParts = (parts: readonly string[]) => StoredHash;

/** Every form of hash this server compares PINs with, by what stands between its first dollars. */
const FORMS: ReadonlyMap<string, ReadParts> = new Map<string, ReadParts>([
  ['argon2id', (parts) => readArgon2('argon2id', parts)],
  ['argon2i', (parts) => readArgon2('argon2i', parts)],
  ['argon2d', (parts) => readArgon2('argon2d', parts)],
  ['scrypt', readScrypt],
  ['2a', readBcrypt],
  ['2b', readBcrypt],
  ['2y', readBcrypt],
  ['pbkdf2', (parts) => readPbkdf2('sha1', parts)],
  ['pbkdf2-sha1', (parts) => readPbkdf2('sha1', parts)],
  ['pbkdf2-sha256', (parts) => readPbkdf2('sha256', parts)],
  ['pbkdf2-sha512', (parts) => readPbkdf2('sha512', parts)],
]);

/**
 * Takes a hash apart. Throws `hash_unusable` for a form not in the table, for any spelling but the
 * one right one, and for a cost that would let one row keep a hash thread busy: what was read here
 * can be compared with in about a second and 256 MiB at most.
 */
export function readStoredHash(text: string): StoredHash {
  const [name = '', ...parts] = splitHash(text);
  const read = FORMS.get(name);
  if (read === undefined) {
    throw unusableHash(`its form has to be one of ${[...FORMS.keys()].join(', ')}`);
  }
  return read(parts);
}

/** What the audit trail calls a hash: nothing that was made of the PIN. */
export function nameForm(stored: StoredHash): string {
  return stored.algorithm === 'pbkdf2' ? `pbkdf2-${stored.hash}` : stored.algorithm;
}
