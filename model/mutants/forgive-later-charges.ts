import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { laterChargesStayCounted } from '../invariants/later-charges-stay-counted.ts';
import { PRODUCTION } from '../production/protocol.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

/** A success sets the counter to zero, whatever was charged after it. */
export const forgiveLaterCharges: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'success forgives later charges',
    decisionsFor: (policy, rows) => {
      const decisions = PRODUCTION.decisionsFor(policy, rows);
      return {
        ...decisions,
        settleRight: (row, { version }, now) =>
          decisions.settleRight(row, { version, ticket: row.lockout.tickets }, now),
      };
    },
  },
  scenario: SMALL,
  breaks: [budgetPerWindow, laterChargesStayCounted],
};
