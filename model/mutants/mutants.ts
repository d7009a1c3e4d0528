import { chargeWithCompare } from './charge-with-compare.ts';
import { countAfterCompare } from './count-after-compare.ts';
import { countersInMemory } from './counters-in-memory.ts';
import { forgiveLaterCharges } from './forgive-later-charges.ts';
import type { Mutant } from './mutant.ts';
import { readWithoutLock } from './read-without-lock.ts';
import { refundWhenUnsure } from './refund-when-unsure.ts';
import { retryUnknownCommit } from './retry-unknown-commit.ts';
import { settleWithoutLooking } from './settle-without-looking.ts';
import { successClearsRolling } from './success-clears-rolling.ts';

/** The four mistakes the design is there to avoid, and five that show what else is looked for. */
export const MUTANTS: readonly Mutant[] = [
  countAfterCompare,
  chargeWithCompare,
  readWithoutLock,
  forgiveLaterCharges,
  refundWhenUnsure,
  retryUnknownCommit,
  countersInMemory,
  settleWithoutLooking,
  successClearsRolling,
];
