import { rollingLimit } from '../invariants/rolling-limit.ts';
import { PRODUCTION } from '../production/protocol.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

const { policy } = SMALL;

/** A success empties the memory of a rolling limit, which is there because none may. */
export const successClearsRolling: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'success clears the rolling limit',
    decisionsFor: (of, rows) => {
      const decisions = PRODUCTION.decisionsFor(of, rows);
      return {
        ...decisions,
        settleRight: (row, proof, now) => {
          const settled = decisions.settleRight(row, proof, now);
          const lockout = { ...settled.row.lockout, recent: [] };
          return { ...settled, row: rows.of(lockout, settled.row.version) };
        },
      };
    },
  },
  scenario: { ...SMALL, policy: { ...policy, rolling: { attemptsMax: 2, windowMs: 3 } } },
  breaks: [rollingLimit],
};
