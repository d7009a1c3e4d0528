import type { Invariant } from './invariant.ts';

/** By what the clocks of the nodes showed; a success in between changes nothing. */
export const rollingLimit: Invariant = {
  name: 'rolling limit',
  about: 'state',
  promise:
    'Of wrong attempts that were compared, no more than the rolling limit allows fall into one of ' +
    'its windows.',
  breach(_before, { after }, { policy }) {
    const { rolling } = policy;
    if (rolling === null) return null;
    const { clearings } = after.ledger;
    const wrong = after.attempts
      .filter(({ phase, compared }) => phase === 'over' && compared)
      .filter(({ place }) => (clearings & (1 << place)) === 0)
      .sort((a, b) => a.place - b.place);
    for (let last = rolling.attemptsMax; last < wrong.length; last += 1) {
      const newest = wrong[last];
      const oldest = wrong[last - rolling.attemptsMax];
      if (newest && oldest && newest.clock - oldest.clock < rolling.windowMs) {
        return `${rolling.attemptsMax + 1} wrong attempts within ${newest.clock - oldest.clock}`;
      }
    }
    return null;
  },
};
