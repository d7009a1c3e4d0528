import type { Attempt } from '../world/attempt.ts';
import type { Ledger, World } from '../world/world.ts';

/** The last place that was forgiven; 0 when none was. */
export function lastCleared({ clearings }: Ledger): number {
  return highestBit(clearings);
}

/** The place after which the budget in force began. */
export function lastOpening({ clearings, lapses }: Ledger): number {
  return highestBit(clearings | lapses);
}

/** Timed locks that were sat out since everything was last forgiven. */
export function locksSatOut(ledger: Ledger): number {
  return bitsIn(ledger.lapses >>> lastCleared(ledger));
}

/** Attempts that were let through after a place and not given back. */
export function countedAfter({ attempts }: World, place: number): readonly Attempt[] {
  return attempts.filter((attempt) => attempt.place > place && !attempt.refunded);
}

function highestBit(bits: number): number {
  return bits === 0 ? 0 : 31 - Math.clz32(bits);
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
