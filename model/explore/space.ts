import type { Protocol } from '../production/protocol.ts';
import { rememberDecisions } from '../production/remember-decisions.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Setting, Step } from '../steps/step.ts';
import { WorldPacker } from '../world/pack-world.ts';
import { RowBook } from '../world/row.ts';
import { firstWorld, type World } from '../world/world.ts';

/** All that can come about under one protocol in one scenario, step by step. */
export interface Space {
  readonly first: World;
  readonly packer: WorldPacker;
  readonly eachStep: (world: World, take: (step: Step) => void) => void;
}

export function openSpace(protocol: Protocol, scenario: Scenario): Space {
  const rows = new RowBook();
  const decisions = rememberDecisions(protocol.decisionsFor(scenario.policy, rows));
  const first = firstWorld(scenario, rows);
  const setting: Setting = { scenario, decisions, first };
  const rules = Object.values(protocol.rules);
  return {
    first,
    packer: new WorldPacker(first, rows),
    eachStep: (world, take) => {
      for (const rule of rules) rule(world, setting, take);
    },
  };
}
