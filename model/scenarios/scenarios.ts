import type { LockoutPolicy } from '../../packages/server/src/core/model/lockout.ts';
import type { Scenario } from './scenario.ts';

const THREE: LockoutPolicy = {
  attemptsMax: 3,
  lockDurationsMs: [1, 2],
  failuresMax: 5,
  rolling: null,
  lockExtension: null,
};

const TWO: LockoutPolicy = { ...THREE, attemptsMax: 2, failuresMax: 4 };

const ONE_NODE = { engine: 'sqlite', nodes: 1 } as const;
const TWO_NODES = { engine: 'postgres', nodes: 2 } as const;

/** Time passes, and every clock shows it. */
const TRUE_CLOCKS = { offsets: [0] } as const;

/** What is explored; each is small enough to be explored whole. */
export const SCENARIOS: readonly Scenario[] = [
  {
    ...ONE_NODE,
    ...TRUE_CLOCKS,
    name: 'sqlite',
    about: '7 requests in whole batches, 3 crashes',
    wrong: 5,
    right: 2,
    policy: THREE,
    batchMax: 7,
    crashes: 3,
    breakdowns: 0,
    timeMax: 2,
    staff: [],
  },
  {
    ...ONE_NODE,
    name: 'sqlite-clock',
    about: 'its clock jumps forwards and back, a refund',
    wrong: 4,
    right: 1,
    policy: TWO,
    batchMax: 1,
    crashes: 1,
    breakdowns: 1,
    timeMax: 0,
    offsets: [0, -1, 2],
    staff: [],
  },
  {
    ...TWO_NODES,
    ...TRUE_CLOCKS,
    name: 'postgres',
    about: '7 requests on two nodes, 3 crashes or lost connections',
    wrong: 5,
    right: 2,
    policy: THREE,
    batchMax: 1,
    crashes: 3,
    breakdowns: 0,
    timeMax: 1,
    staff: [],
  },
  {
    ...TWO_NODES,
    name: 'postgres-clocks',
    about: 'two clocks that jump on their own, batches of two, a refund',
    wrong: 3,
    right: 1,
    policy: TWO,
    batchMax: 2,
    crashes: 1,
    breakdowns: 1,
    timeMax: 0,
    offsets: [0, 1, -1],
    staff: [],
  },
  {
    ...ONE_NODE,
    ...TRUE_CLOCKS,
    name: 'staff',
    about: 'an unlock, a new PIN or a hold at any moment',
    wrong: 3,
    right: 2,
    policy: TWO,
    batchMax: 2,
    crashes: 1,
    breakdowns: 1,
    timeMax: 1,
    staff: ['unlock', 'renew', 'hold'],
  },
  {
    ...ONE_NODE,
    name: 'rolling',
    about: 'a rolling limit and locks that grow by trying on',
    wrong: 4,
    right: 1,
    policy: {
      ...TWO,
      rolling: { attemptsMax: 2, windowMs: 2 },
      lockExtension: { byMs: 1, maxMs: 3 },
    },
    batchMax: 1,
    crashes: 1,
    breakdowns: 0,
    timeMax: 3,
    offsets: [0, -1],
    staff: [],
  },
];
