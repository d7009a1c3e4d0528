import { createHash } from 'node:crypto';
import type { Loot } from './loot.ts';

const KEY_BYTES = 32;
const KEY_MAX_BYTES = 64;
/** Text that may be 16 bytes or more in hexadecimal or base64. */
const TOKEN = /[A-Za-z0-9+/_-]{22,128}={0,2}/g;

/**
 * Everything in the loot that could be a key of 32 bytes: decoded tokens of its texts, values of its
 * rows, whatever is long enough cut and whatever is not hashed to that length, and what careless
 * people take.
 */
export function possibleKeys({ rows, files }: Loot): readonly Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array) => {
    for (const key of toKeys(bytes)) found.set(Buffer.from(key).toString('latin1'), key);
  };
  for (const fill of [0x00, 0x01, 0xff]) add(new Uint8Array(KEY_BYTES).fill(fill));
  for (const word of ['', 'secret', 'password', 'pintumbler']) add(Buffer.from(word));
  for (const file of files) {
    for (const [token] of file.toString('latin1').matchAll(TOKEN)) readings(token).forEach(add);
  }
  for (const { values } of rows) {
    for (const value of values.values()) {
      if (value instanceof Uint8Array && value.length <= KEY_MAX_BYTES) add(value);
    }
  }
  return [...found.values()];
}

function readings(token: string): Buffer[] {
  const base64 = Buffer.from(token, 'base64');
  const plain = Buffer.from(token);
  return /^[0-9a-f]+$/i.test(token) ? [Buffer.from(token, 'hex'), base64, plain] : [base64, plain];
}

function toKeys(bytes: Uint8Array): Uint8Array[] {
  const hashed = createHash('sha256').update(bytes).digest();
  return bytes.length < KEY_BYTES ? [hashed] : [bytes.slice(0, KEY_BYTES), hashed];
}
