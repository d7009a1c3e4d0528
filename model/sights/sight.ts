import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../world/world.ts';

/** Something that has to come about somewhere: a model in which it cannot would prove nothing. */
export interface Sight {
  readonly name: string;
  readonly isSeen: (world: World, scenario: Scenario) => boolean;
}
