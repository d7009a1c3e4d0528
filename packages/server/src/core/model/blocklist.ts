import type { Digits } from './digits.ts';
import { createPopularity, type Popularity, type PopularPin } from './popularity.ts';

/** How many of the most popular four-digit PINs are refused: a tenth of all there are. */
export const COMMON_FOUR_COUNT = 1_000;

/** How many of the most popular six-digit PINs are refused. */
export const COMMON_SIX_COUNT = 2_000;

/** The longest there are in the lists. */
const LISTED_MAX = 6;

/** PINs too popular to allow. */
export interface Blocklist {
  isCommon(digits: Digits): boolean;
  /** What is known about how popular PINs are, for telling an attacker's odds. */
  readonly popularity: Popularity;
}

/** Popular PINs by length, the most popular first. */
export interface PopularPins {
  readonly four: readonly string[];
  readonly six: readonly string[];
  /** The part of people who have each of `four`, in the same order; empty where nobody asks. */
  readonly fourShares?: readonly number[];
}

/**
 * Refuses the head of each list and lets the tail through: the tail's PINs are hardly more popular
 * than the rest, and each further refusal only shrinks what is left to choose from.
 */
export function createBlocklist({ four, six, fourShares = [] }: PopularPins): Blocklist {
  const common = new Set([
    ...four.slice(0, COMMON_FOUR_COUNT).map(numbered),
    ...six.slice(0, COMMON_SIX_COUNT).map(numbered),
  ]);
  const shared = four.map((pin, rank): PopularPin => ({ pin, share: fourShares[rank] ?? 0 }));
  return {
    // Longer ones are not listed, and their number would be kept somewhere for its size.
    isCommon: (digits) => digits.length <= LISTED_MAX && common.has(numbered(digits)),
    popularity: createPopularity(shared, six),
  };
}

/** The number that the digits write after a 1: with leading zeros it is another one. */
function numbered(pin: string | Digits): number {
  let number = 1;
  for (let place = 0; place < pin.length; place += 1) {
    const code = typeof pin === 'string' ? pin.charCodeAt(place) : (pin[place] ?? 0);
    number = number * 10 + code - 0x30;
  }
  return number;
}
