import { crashRefundsNothing } from '../invariants/crash-refunds-nothing.ts';
import { hardCap } from '../invariants/hard-cap.ts';
import { locksNeverShorter } from '../invariants/locks-never-shorter.ts';
import { nothingLost } from '../invariants/nothing-lost.ts';
import { PRODUCTION } from '../production/protocol.ts';
import { crash } from '../steps/fail.ts';
import type { Rule } from '../steps/step.ts';
import type { Mutant } from './mutant.ts';
import { SMALL } from './small-scenario.ts';

const forget: Rule = (world, setting, take) => {
  crash(world, setting, (step) => {
    const after = { ...step.after, row: setting.first.row };
    take({ ...step, after, tell: () => `${step.tell()}, and the counters with it` });
  });
};

/** A restart begins with a full budget. */
export const countersInMemory: Mutant = {
  protocol: {
    ...PRODUCTION,
    name: 'counters in memory',
    rules: { ...PRODUCTION.rules, crash: forget },
  },
  scenario: { ...SMALL, wrong: 6, right: 0 },
  breaks: [hardCap, crashRefundsNothing, nothingLost, locksNeverShorter],
};
