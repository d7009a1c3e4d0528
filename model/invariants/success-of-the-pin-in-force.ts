import type { Invariant } from './invariant.ts';

export const successOfThePinInForce: Invariant = {
  name: 'success of the PIN in force',
  about: 'step',
  promise: 'A right PIN has no effect once it was replaced, or the credential put on hold.',
  breach(before, { after }) {
    if (after.ledger.clearings === before.ledger.clearings) return null;
    const { row } = before;
    const late = before.attempts.find(
      ({ phase, version }) =>
        phase === 'settling' && (version !== row.version || row.lockout.hold !== null),
    );
    return late === undefined
      ? null
      : `ticket ${late.ticket} was settled although it came too late`;
  },
};
