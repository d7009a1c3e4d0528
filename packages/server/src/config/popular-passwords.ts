import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PASSWORD_LENGTH_MIN } from '../core/model/password.ts';
import type { PopularPasswords } from '../core/ports/popular-passwords.ts';

const LIST = '@zxcvbn-ts/language-common/src/passwords.json';
/** ASVS 5.0, 6.2.4 asks for the 3,000 most popular that are long enough. */
const LONG_ENOUGH_MIN = 3_000;

/**
 * The most popular passwords of published leaks that are long enough to be chosen, some 18,000. Read
 * when the first password is judged: most servers keep PINs only. Throws where the list is missing or
 * short, as without it every leaked password would pass.
 */
export function popularPasswords(): PopularPasswords {
  return {
    has(lowerCase) {
      known ??= readList();
      return known.has(lowerCase);
    },
  };
}

let known: ReadonlySet<string> | undefined;

function readList(): ReadonlySet<string> {
  const path = createRequire(import.meta.url).resolve(LIST);
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly string[];
  const popular = new Set(all.filter(({ length }) => length >= PASSWORD_LENGTH_MIN));
  if (popular.size >= LONG_ENOUGH_MIN) return popular;
  throw new Error(`The popular passwords in ${path} are incomplete. Reinstall the package.`);
}
