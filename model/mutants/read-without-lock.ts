import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { laterChargesStayCounted } from '../invariants/later-charges-stay-counted.ts';
import { lockedEvaluatesNothing } from '../invariants/locked-evaluates-nothing.ts';
import { nothingLost } from '../invariants/nothing-lost.ts';
import { ticketOfItsOwn } from '../invariants/ticket-of-its-own.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { chargeRule } from '../steps/charge.ts';
import { refundRule } from '../steps/refund.ts';
import { settleRule } from '../steps/settle.ts';
import type { MayOpen } from '../transaction/join-transaction.ts';
import type { Mutant } from './mutant.ts';
import { SMALL_POSTGRES } from './small-scenario.ts';

const anyTime: MayOpen = () => true;

/** SELECT without FOR UPDATE under READ COMMITTED: two nodes read the same row, the later one wins. */
export const readWithoutLock: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'read, modify, write without a lock',
    rules: {
      ...PRODUCTION.rules,
      charge: chargeRule(anyTime),
      settle: settleRule(anyTime),
      refund: refundRule(anyTime),
    },
  },
  scenario: SMALL_POSTGRES,
  breaks: [
    budgetPerWindow,
    ticketOfItsOwn,
    nothingLost,
    laterChargesStayCounted,
    lockedEvaluatesNothing,
  ],
};
