/** How many of the most popular four-digit PINs are refused: a tenth of all there are. */
export const COMMON_FOUR_COUNT = 1_000;

/** How many of the most popular six-digit PINs are refused. */
export const COMMON_SIX_COUNT = 2_000;

/** PINs too popular to allow. */
export interface Blocklist {
  isCommon(digits: string): boolean;
}

/** Popular PINs by length, the most popular first. */
export interface PopularPins {
  readonly four: readonly string[];
  readonly six: readonly string[];
}

/**
 * Refuses the head of each list and lets the tail through: the tail's PINs are hardly more popular
 * than the rest, and each further refusal only shrinks what is left to choose from.
 */
export function createBlocklist({ four, six }: PopularPins): Blocklist {
  const common: ReadonlySet<string> = new Set([
    ...four.slice(0, COMMON_FOUR_COUNT),
    ...six.slice(0, COMMON_SIX_COUNT),
  ]);
  return { isCommon: (digits) => common.has(digits) };
}
