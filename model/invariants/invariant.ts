import type { Scenario } from '../scenarios/scenario.ts';
import type { Step } from '../steps/step.ts';
import type { World } from '../world/world.ts';

/** Something that may never happen, whatever the order of events. */
export interface Invariant {
  readonly name: string;
  /** The promise, as a sentence. */
  readonly promise: string;
  /** `state`: only what is there after a step counts, so that each state is looked at once. */
  readonly about: 'state' | 'step';
  /** Whether this step keeps it; `null`: it does. Otherwise what is wrong. */
  readonly breach: (before: World, step: Step, scenario: Scenario) => string | null;
}
