import { clockOf } from '../world/world.ts';
import { nodeName } from './each-attempt.ts';
import type { Rule } from './step.ts';

/** Time passes, for every clock alike. */
export const passTime: Rule = (world, { scenario }, take) => {
  if (world.time === scenario.timeMax) return;
  const after = { ...world, time: world.time + 1 };
  take({ kind: 'clock', after, tell: () => 'a tick of time passes' });
};

/** The clock of one node jumps, forwards or back. */
export const jumpClock: Rule = (world, { scenario }, take) => {
  world.offsets.forEach((current, node) => {
    scenario.offsets.forEach((_ahead, offset) => {
      if (offset === current) return;
      const after = { ...world, offsets: world.offsets.with(node, offset) };
      const tell = () =>
        `the clock of ${nodeName(node)} jumps from ${clockOf(world, node, scenario)} ` +
        `to ${clockOf(after, node, scenario)}`;
      take({ kind: 'clock', after, tell });
    });
  });
};
