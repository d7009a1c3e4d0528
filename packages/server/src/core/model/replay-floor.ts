import type { Instant } from './instant.ts';

/** Units of clocks that clients count with, as a numerator and a denominator to milliseconds. */
const CLOCKS: readonly (readonly [bigint, bigint])[] = [
  [1_000_000n, 1n],
  [1_000n, 1n],
  [1n, 1n],
  [1n, 1_000n],
];

/** Steps of codes of authenticator apps, of half a minute. */
const STEPS = [[1n, 30_000n]] as const;

/** What operators' codes are counted under. */
const OPERATOR_STEPS = 'operator:totp';

/**
 * Where a mark against replays has to be when nobody knows which values were used since it was
 * written: at now, where its values come from a clock. Others stay: whoever counts from one would
 * never get past a clock again.
 */
export function replayFloor(kind: string, mark: bigint, now: Instant): bigint {
  const clocks = kind === OPERATOR_STEPS ? STEPS : CLOCKS;
  const floors = clocks.map(([numerator, denominator]) => (BigInt(now) * numerator) / denominator);
  const floor = floors.find((each) => mark > each / 2n && mark < each * 2n);
  return floor === undefined || floor < mark ? mark : floor;
}
