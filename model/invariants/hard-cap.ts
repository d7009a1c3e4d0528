import type { Invariant } from './invariant.ts';
import { lastCleared } from './ledger-reading.ts';

/** Needs no clock at all: it holds whatever the clocks show. */
export const hardCap: Invariant = {
  name: 'hard cap',
  about: 'state',
  promise: 'Without a success or an unlock no more attempts are ever compared than the hard cap.',
  breach(_before, { after }, { policy }) {
    const from = lastCleared(after.ledger);
    const compared = after.attempts.filter((each) => each.compared && each.place > from).length;
    return compared > policy.failuresMax
      ? `${compared} attempts were compared under a hard cap of ${policy.failuresMax}`
      : null;
  },
};
