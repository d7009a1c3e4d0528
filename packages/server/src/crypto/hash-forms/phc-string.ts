import { readBase64 } from './strict-base64.ts';
import { unusableHash } from './unusable-hash.ts';

/** Longest string that is looked at; the longest of a form below has some 250 characters. */
const LENGTH_MAX = 512;

/** Room for every salt there is; below it equal PINs of many people begin to look alike. */
const SALT_BYTES = { least: 8, most: 64 };

/** Shorter ones would let wrong PINs in; no form below makes longer ones. */
const DIGEST_BYTES = { least: 16, most: 64 };

const DECIMAL = /^(?:0|[1-9][0-9]{0,9})$/;

/** The parts between the dollar signs. */
export function splitHash(text: string): readonly string[] {
  if (text.length > LENGTH_MAX) {
    throw unusableHash(`it is longer than ${LENGTH_MAX} characters`);
  }
  const [before, ...parts] = text.split('$');
  if (before !== '') throw unusableHash('it does not begin with a dollar sign');
  return parts;
}

/**
 * `name=value` pairs in their one order, each a decimal number without sign or leading zeros. A
 * parameter this server does not know may change what the digest means, so it is refused.
 */
export function readNumbers(text: string, names: readonly string[]): readonly number[] {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const isRight =
    pairs.length === names.length &&
    pairs.every(([name, value, more], at) => name === names[at] && value && more === undefined);
  if (!isRight) throw unusableHash(`its parameters have to be ${names.join(', ')}, in this order`);
  return pairs.map(([name = '', value = '']) => readNumber(value, name));
}

export function readNumber(text: string, of: string): number {
  if (!DECIMAL.test(text)) throw unusableHash(`${of} has to be a decimal number`);
  return Number(text);
}

type Alphabet = Parameters<typeof readBase64>[1];

export function readSalt(text: string, alphabet: Alphabet = 'standard'): Uint8Array {
  return readBytes(text, alphabet, { ...SALT_BYTES, of: 'its salt' });
}

export function readDigest(text: string, alphabet: Alphabet = 'standard'): Uint8Array {
  return readBytes(text, alphabet, { ...DIGEST_BYTES, of: 'its digest' });
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly of: string;
}

function readBytes(text: string, alphabet: Alphabet, { least, most, of }: Bounds): Uint8Array {
  const bytes = readBase64(text, alphabet);
  if (bytes === null) throw unusableHash(`${of} is no base64 as this form has it`);
  if (bytes.length < least || bytes.length > most) {
    throw unusableHash(`${of} has to have ${least} to ${most} bytes`);
  }
  return bytes;
}
