/** A PIN and the part of people who have it. */
export interface PopularPin {
  readonly pin: string;
  readonly share: number;
}

/** What is known about one length of PINs. */
export interface PopularLength {
  readonly length: number;
  /** The most popular first. */
  readonly pins: readonly PopularPin[];
  /** The part of people whose PIN is none of these, all of them together. */
  readonly unlisted: number;
}

export interface Popularity {
  /** The data for a length, or, where there is none, for the nearest shorter length that has some. */
  of(length: number): PopularLength;
}

/**
 * A PIN that is not listed is as popular as a third of the last one that is: with this the odds come
 * to those that were measured in each population (`packages/server/data/README.md`).
 */
const UNLISTED_OF_LAST = 1 / 3;

/**
 * Shares are known for four digits. Of six, the order is: a rank there gets the share of the same rank
 * here, and beyond the last one less in proportion. People are no less predictable with six digits, so
 * this errs towards the attacker.
 */
export function createPopularity(
  four: readonly PopularPin[],
  sixByRank: readonly string[],
): Popularity {
  const last = four.at(-1)?.share ?? 0;
  const unlisted = (10_000 - four.length) * last * UNLISTED_OF_LAST;
  const shareOf = (rank: number) => four[rank]?.share ?? (last * four.length) / (rank + 1);
  const six = sixByRank.map((pin, rank) => ({ pin, share: shareOf(rank) }));
  const short: PopularLength = { length: 4, pins: four, unlisted };
  const long: PopularLength = { length: 6, pins: six, unlisted };
  return { of: (length) => (length < 6 ? short : long) };
}
