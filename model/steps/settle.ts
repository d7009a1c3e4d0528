import { join, type MayOpen, rowSeenBy } from '../transaction/join-transaction.ts';
import { clockOf } from '../world/world.ts';
import { eachAttempt, nameOf } from './each-attempt.ts';
import type { Rule } from './step.ts';

/** A right PIN is settled against the row as it is by now. */
export function settleRule(mayOpen: MayOpen): Rule {
  return (world, { scenario, decisions }, take) => {
    const { batchMax } = scenario;
    eachAttempt(world, 'proven', (attempt, at) => {
      const row = rowSeenBy(world, attempt.node, { batchMax, mayOpen });
      if (row === null) return;
      const now = clockOf(world, attempt.node, scenario);
      const settled = decisions.settleRight(row, attempt, now);
      const phase = settled.accepted ? 'settling' : 'denying';
      const after = join(world, at, { ...attempt, phase }, settled.row);
      const how = settled.accepted ? 'as right' : 'as too late';
      const tell = () => `${nameOf(attempt)} is settled ${how}, not committed yet`;
      take({ kind: 'node', after, tell });
    });
  };
}
