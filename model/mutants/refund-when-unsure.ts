import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { refundOnlyUncompared } from '../invariants/refund-only-uncompared.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { eachAttempt, nameOf } from '../steps/each-attempt.ts';
import type { Rule } from '../steps/step.ts';
import { withAttempt } from '../world/world.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

const timeOut: Rule = (world, _setting, take) => {
  if (world.breakdownsLeft === 0) return;
  const spent = { ...world, breakdownsLeft: world.breakdownsLeft - 1 };
  eachAttempt(world, 'charged', (attempt, at) => {
    const after = withAttempt(spent, at, { ...attempt, phase: 'unable', compared: true });
    take({
      kind: 'node',
      after,
      tell: () => `${nameOf(attempt)} is compared, too late to be told`,
    });
  });
};

/** A comparison that took too long is refunded, although it ran. */
export const refundWhenUnsure: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'refund when unsure',
    rules: { ...PRODUCTION.rules, breakDown: timeOut },
  },
  scenario: { ...SMALL, breakdowns: 1 },
  breaks: [budgetPerWindow, refundOnlyUncompared],
};
