import type { KeyObject } from 'node:crypto';

/** A parsed key takes about 6 KiB, and no more clients than this are busy at a time. */
const KEPT = 256;

type Parse = (bytes: Uint8Array) => Promise<KeyObject | null>;

/**
 * `parse`, remembering the keys used last: to take an RSA key apart costs more than to check a
 * signature with it. What does not parse is not remembered.
 */
export function rememberKeys(parse: Parse): Parse {
  const kept = new Map<string, KeyObject>();
  return async (bytes) => {
    // A copy, lest the bytes change between the name and the key.
    const own = Buffer.from(bytes);
    const name = own.toString('base64');
    const key = kept.get(name) ?? (await parse(own));
    if (key === null) return null;
    // A Map keeps the order of insertion, so the first is the one unused for longest.
    kept.delete(name);
    kept.set(name, key);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    return key;
  };
}
