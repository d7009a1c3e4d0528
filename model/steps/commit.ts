import { acknowledge } from '../transaction/acknowledge.ts';
import { land, landingOf } from '../transaction/land.ts';
import { rollBack } from '../transaction/roll-back.ts';
import { nodeName } from './each-attempt.ts';
import type { Rule } from './step.ts';

/** A node's transaction commits and the node hears of it. */
export const commit: Rule = (world, { scenario }, take) => {
  world.open.forEach((transaction, node) => {
    if (transaction === null) return;
    const after = acknowledge(land(world, node, landingOf(scenario)), node);
    take({ kind: 'commit', after, tell: () => `${nodeName(node)} commits, and hears of it` });
  });
};

/**
 * A serialisation failure, a deadlock, or a batch broken by one of its members: it surely did not
 * commit, and is run again.
 */
export const abort: Rule = (world, _setting, take) => {
  world.open.forEach((transaction, node) => {
    if (transaction === null) return;
    const after = rollBack(world, node);
    const tell = () => `${nodeName(node)} is told that its transaction was undone, to try again`;
    take({ kind: 'rollback', after, tell });
  });
};
