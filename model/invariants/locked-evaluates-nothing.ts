import type { Invariant } from './invariant.ts';

/**
 * A timed lock ends when the clock of the node that charges shows its end; holds and the hard cap end
 * by no clock.
 */
export const lockedEvaluatesNothing: Invariant = {
  name: 'locked evaluates nothing',
  about: 'state',
  promise:
    'No attempt is let through while the newest committed row is held, exhausted, or locked until ' +
    'later than the clock of the node that charges, whoever locked it.',
  breach(_before, { after }) {
    const through = after.attempts.find(({ sawLock, place }) => sawLock && place > 0);
    return through === undefined ? null : `ticket ${through.place} was let through a lock`;
  },
};
