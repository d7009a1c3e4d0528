import { randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import type { KeyringContent } from '../keyring.ts';
import { encodeBase32 } from './base32.ts';
import { packKeyring, unpackKeyring } from './compact-keyring.ts';
import { SET_BYTES, type Share } from './share-text.ts';

export const SHARES_MAX = 255;
/** With 1 every share would be the keyring itself. */
export const THRESHOLD_MIN = 2;

/**
 * Shares of the whole keyring, by Shamir's scheme over GF(256): any `threshold` of them restore it, and
 * fewer say nothing about it but its length. They hold the keyring of this moment: roots that are
 * added later are not in them.
 */
export async function splitKeyring(
  content: KeyringContent,
  { threshold, total }: Pick<Share, 'threshold' | 'total'>,
): Promise<readonly Share[]> {
  // The library takes no kind of bytes but the plain one.
  const packed = Uint8Array.from(packKeyring(content));
  const set = encodeBase32(randomBytes(SET_BYTES));
  const parts = await split(packed, total, threshold);
  packed.fill(0);
  return parts.map((bytes, at) => ({ set, threshold, total, index: at + 1, bytes }));
}

/**
 * The keyring the shares were made of. Throws, in words that say which, for shares of different sets,
 * the same one twice, too few, and such that do not fit together because one was altered.
 */
export async function recoverKeyring(shares: readonly Share[]): Promise<KeyringContent> {
  const [first] = shares;
  if (first === undefined) throw new Error('There is no share.');
  refuseOtherSets(shares);
  refuseTwice(shares);
  const { threshold } = first;
  if (shares.length < threshold) {
    throw new Error(
      `${shares.length === 1 ? 'This is one share' : `These are ${shares.length} shares`} of set ` +
        `${first.set}; it takes ${threshold} to restore the keyring.`,
    );
  }
  try {
    return unpackKeyring(await combine(shares.map(({ bytes }) => Uint8Array.from(bytes))));
  } catch (cause) {
    throw new Error(
      `The shares of set ${first.set} do not fit together: one of them was altered. Try again with ` +
        'another one in its place.',
      { cause },
    );
  }
}

function refuseOtherSets(shares: readonly Share[]): void {
  const sets = new Set(shares.map(({ set, threshold, total }) => `${set} ${threshold} ${total}`));
  if (sets.size === 1) return;
  const told = shares.map(({ set, index }) => `share ${index} of set ${set}`).join(', ');
  throw new Error(`These shares are not of one set: ${told}. A keyring comes back from one only.`);
}

function refuseTwice(shares: readonly Share[]): void {
  for (const { index } of shares) {
    const same = shares.filter((share) => share.index === index);
    if (same.length > 1) throw new Error(`Share ${index} was given ${same.length} times.`);
  }
}
