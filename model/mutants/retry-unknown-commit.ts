import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { laterChargesStayCounted } from '../invariants/later-charges-stay-counted.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { nodeName } from '../steps/each-attempt.ts';
import type { Rule } from '../steps/step.ts';
import { land, landingOf } from '../transaction/land.ts';
import { rollBack } from '../transaction/roll-back.ts';
import type { Mutant } from './mutant.ts';
import { SMALL_POSTGRES } from './small-scenario.ts';

const tryAgain: Rule = (world, { scenario }, take) => {
  if (world.crashesLeft === 0) return;
  const spent = { ...world, crashesLeft: world.crashesLeft - 1 };
  world.open.forEach((transaction, node) => {
    if (transaction === null) return;
    const after = rollBack(land(spent, node, landingOf(scenario)), node);
    const tell = () => `${nodeName(node)} commits, does not hear of it, and starts over`;
    take({ kind: 'fault', after, tell });
  });
};

/** What may have committed is run again: a refund counts twice. */
export const retryUnknownCommit: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'retry of an unknown commit',
    rules: { ...PRODUCTION.rules, loseConnection: tryAgain },
  },
  scenario: { ...SMALL_POSTGRES, breakdowns: 1, timeMax: 0 },
  breaks: [budgetPerWindow, laterChargesStayCounted],
};
