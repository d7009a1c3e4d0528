import type { Invariant } from '../invariants/invariant.ts';

/**
 * What no counting can promise: a timed lock ends by a clock, and a clock that is ahead ends it
 * early, by as much as it is ahead of the clock that began it. In a scenario in which no time passes
 * no lock may end; with clocks that jump, one does.
 */
export const lockInTrueTime: Invariant = {
  name: 'lock in true time',
  about: 'state',
  promise: 'A timed lock ends only when its length has passed, whatever the clocks show.',
  breach: (_before, { after }) =>
    after.ledger.lapses === 0 ? null : 'a guess was let through the lock, and no time had passed',
};
