import { endAll, land, landingOf } from '../transaction/land.ts';
import { dropTransaction } from '../transaction/roll-back.ts';
import { isPending, isUnderWay } from '../world/attempt.ts';
import type { World } from '../world/world.ts';
import { isNodeBusy, nodeName } from './each-attempt.ts';
import type { Rule } from './step.ts';

/**
 * A node dies and is started again: all it was working on is gone. A commit it had asked for may have
 * come through or not; that it comes through after the death is no different, since nobody else gets
 * the row before.
 */
export const crash: Rule = (world, { scenario }, take) => {
  if (world.crashesLeft === 0) return;
  const spent = { ...world, crashesLeft: world.crashesLeft - 1 };
  for (let node = 0; node < scenario.nodes; node += 1) {
    if (!isNodeBusy(world, node)) continue;
    const without = (rest: World) => endAll(rest, (each) => each.node === node && isUnderWay(each));
    const lost = without(dropTransaction(spent, node));
    const isOpen = (world.open[node] ?? null) !== null;
    const what = isOpen ? ', its transaction is undone' : '';
    take({ kind: 'fault', after: lost, tell: () => `${nodeName(node)} dies${what}` });
    if (!isOpen) continue;
    const kept = without(land(spent, node, landingOf(scenario)));
    const tell = () => `${nodeName(node)}'s transaction commits, and ${nodeName(node)} dies`;
    take({ kind: 'fault', after: kept, tell });
  }
};

/**
 * The connection breaks with the answer to COMMIT, and the node cannot know whether it came through:
 * every request of it ends, none is tried again, and a charge counts as spent.
 */
export const loseConnection: Rule = (world, { scenario }, take) => {
  if (world.crashesLeft === 0 || scenario.engine === 'sqlite') return;
  const spent = { ...world, crashesLeft: world.crashesLeft - 1 };
  world.open.forEach((transaction, node) => {
    if (transaction === null) return;
    const told = (rest: World) => endAll(rest, (each) => each.node === node && isPending(each));
    const who = `${nodeName(node)} loses its connection while it commits`;
    const undone = told(dropTransaction(spent, node));
    take({ kind: 'fault', after: undone, tell: () => `${who}: it did not come through` });
    const kept = told(land(spent, node, landingOf(scenario)));
    take({ kind: 'fault', after: kept, tell: () => `${who}: it did come through` });
  });
};
