import { join, type MayOpen, rowSeenBy } from '../transaction/join-transaction.ts';
import { clockOf } from '../world/world.ts';
import { eachAttempt, nameOf } from './each-attempt.ts';
import type { Rule } from './step.ts';

/** What was not compared is given back. */
export function refundRule(mayOpen: MayOpen): Rule {
  return (world, { scenario, decisions }, take) => {
    const { batchMax } = scenario;
    eachAttempt(world, 'unable', (attempt, at) => {
      const row = rowSeenBy(world, attempt.node, { batchMax, mayOpen });
      if (row === null) return;
      const now = clockOf(world, attempt.node, scenario);
      const refunded = decisions.refund(row, attempt.ticket, now);
      const after = join(world, at, { ...attempt, phase: 'refunding' }, refunded);
      take({
        kind: 'node',
        after,
        tell: () => `${nameOf(attempt)} is refunded, not committed yet`,
      });
    });
  };
}
