import type { Invariant } from './invariant.ts';

/**
 * Windows are told by tickets, not by when an answer came: a guess that is compared late belongs to
 * the budget it was charged to. A success divides the window it falls into.
 */
export const budgetPerWindow: Invariant = {
  name: 'budget per window',
  about: 'state',
  promise:
    'Between two openings of the budget no more attempts are compared than the policy grants.',
  breach(_before, { after }, { policy }) {
    const openings = after.ledger.lapses | after.ledger.clearings;
    let compared = 0;
    for (let place = 1; place <= after.attempts.length; place += 1) {
      if ((openings & (1 << (place - 1))) !== 0) compared = 0;
      for (const attempt of after.attempts) {
        if (attempt.place === place && attempt.compared) compared += 1;
      }
      if (compared > policy.attemptsMax) {
        return `${compared} attempts were compared in a budget of ${policy.attemptsMax}`;
      }
    }
    return null;
  },
};
