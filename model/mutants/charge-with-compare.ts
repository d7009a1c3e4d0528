import { budgetPerWindow } from '../invariants/budget-per-window.ts';
import { chargeBeforeCompare } from '../invariants/charge-before-compare.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { commit } from '../steps/commit.ts';
import { isRight } from '../steps/compare.ts';
import { eachAttempt, nameOf } from '../steps/each-attempt.ts';
import type { Rule } from '../steps/step.ts';
import { end } from '../world/attempt.ts';
import { withAttempt } from '../world/world.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

/** Compares what is charged in the transaction that is still open. */
const compareInside: Rule = (world, _setting, take) => {
  eachAttempt(world, 'charging', (attempt, at) => {
    if (attempt.compared) return;
    const place = 1 + world.attempts.filter((each) => each.place > 0).length;
    const after = withAttempt(world, at, { ...attempt, place, compared: true });
    const what = `${nameOf(attempt)} is compared in the transaction`;
    take({ kind: 'node', after, tell: () => `${what}: ${isRight(attempt) ? 'right' : 'wrong'}` });
  });
};

/** Commits when everything in the transaction has its answer. */
const commitAnswered: Rule = (world, setting, take) => {
  const asked = world.attempts.some(({ phase, compared }) => phase === 'charging' && !compared);
  if (!asked) commit(world, setting, take);
};

const answer: Rule = (world, _setting, take) => {
  eachAttempt(world, 'charged', (attempt, at) => {
    const right = isRight(attempt);
    const after = withAttempt(world, at, right ? { ...attempt, phase: 'proven' } : end(attempt));
    take({ kind: 'node', after, tell: () => `${nameOf(attempt)} is answered` });
  });
};

// A crash is enough to show it: what is undone and run again, or cannot be compared, is left out.
const { abort: _abort, breakDown: _breakDown, ...rules } = PRODUCTION.rules;

/** One transaction around charge and comparison: what undoes it takes the charge back. */
export const chargeWithCompare: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'charge in the transaction of the compare',
    rules: { ...rules, compare: compareInside, commit: commitAnswered, answer },
  },
  scenario: SMALL,
  breaks: [budgetPerWindow, chargeBeforeCompare],
};
