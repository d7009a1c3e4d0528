import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { chargeBeforeCompare } from '../invariants/charge-before-compare.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { isRight } from '../steps/compare.ts';
import { eachAttempt, nameOf, nodeName } from '../steps/each-attempt.ts';
import type { Rule } from '../steps/step.ts';
import { join, oneAtATime, rowSeenBy } from '../transaction/join-transaction.ts';
import type { Attempt } from '../world/attempt.ts';
import { clockOf, withAttempt } from '../world/world.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

/** Looks whether there is budget left, and writes nothing. */
const look: Rule = (world, { scenario, decisions }, take) => {
  for (let node = 0; node < scenario.nodes; node += 1) {
    const { ticket } = decisions.charge(world.row, clockOf(world, node, scenario));
    if (ticket === null) continue;
    eachAttempt(world, 'waiting', (attempt, at) => {
      const charges = world.ledger.charges + 1;
      const seen: Attempt = { ...attempt, phase: 'charged', node, place: charges };
      const counted = { ...world, ledger: { ...world.ledger, charges } };
      const tell = () => `${nodeName(node)} reads that there is budget left for ${nameOf(attempt)}`;
      take({ kind: 'node', after: withAttempt(counted, at, seen), tell });
    });
  }
};

const compare: Rule = (world, _setting, take) => {
  eachAttempt(world, 'charged', (attempt, at) => {
    const right = isRight(attempt);
    const phase = right ? 'proven' : 'owing';
    const after = withAttempt(world, at, { ...attempt, phase, compared: true });
    const tell = () => `${nameOf(attempt)} is compared: ${right ? 'right' : 'wrong'}`;
    take({ kind: 'node', after, tell });
  });
};

const count: Rule = (world, { scenario, decisions }, take) => {
  eachAttempt(world, 'owing', (attempt, at) => {
    const { node } = attempt;
    const { batchMax } = scenario;
    const row = rowSeenBy(world, node, { batchMax, mayOpen: oneAtATime });
    if (row === null) return;
    const charged = decisions.charge(row, clockOf(world, node, scenario));
    const after = join(world, at, { ...attempt, phase: 'counting' }, charged.row);
    take({ kind: 'node', after, tell: () => `${nameOf(attempt)} is counted, not committed yet` });
  });
};

/** No charge of its own: a guess is counted when it is known to be wrong. */
export const countAfterCompare: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'count after compare',
    rules: { ...PRODUCTION.rules, charge: look, compare, count },
  },
  scenario: SMALL,
  breaks: [budgetPerWindow, chargeBeforeCompare],
};
