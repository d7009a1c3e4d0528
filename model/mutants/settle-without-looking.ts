import { successOfThePinInForce } from '../invariants/success-of-the-pin-in-force.ts';
import { PRODUCTION } from '../production/protocol.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

/** A right PIN is settled as if the row were as it was at the charge. */
export const settleWithoutLooking: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'settle without looking again',
    decisionsFor: (policy, rows) => {
      const decisions = PRODUCTION.decisionsFor(policy, rows);
      return {
        ...decisions,
        settleRight: (row, { ticket }, now) =>
          decisions.settleRight(row, { ticket, version: row.version }, now),
      };
    },
  },
  scenario: { ...SMALL, staff: ['renew'] },
  breaks: [successOfThePinInForce],
};
