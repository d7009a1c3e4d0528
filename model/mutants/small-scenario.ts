import type { Scenario } from '../scenarios/scenario.ts';

/** Three wrong PINs and a right one, on a budget of two. */
export const SMALL: Scenario = {
  name: 'small',
  about: 'three wrong PINs and a right one on a budget of two',
  engine: 'sqlite',
  nodes: 1,
  wrong: 3,
  right: 1,
  policy: {
    attemptsMax: 2,
    lockDurationsMs: [1, 2],
    failuresMax: 4,
    rolling: null,
    lockExtension: null,
  },
  batchMax: 2,
  crashes: 1,
  breakdowns: 0,
  timeMax: 1,
  offsets: [0],
  staff: [],
};

/** The same before two nodes on PostgreSQL. */
export const SMALL_POSTGRES: Scenario = { ...SMALL, engine: 'postgres', nodes: 2, batchMax: 1 };
