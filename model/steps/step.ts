import type { Decisions } from '../production/decisions.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../world/world.ts';

/** What kind of thing happened, for invariants that are about some of them. */
export type StepKind = 'node' | 'commit' | 'rollback' | 'fault' | 'clock' | 'staff';

export interface Step {
  readonly kind: StepKind;
  readonly after: World;
  /** What happened, as a sentence. */
  readonly tell: () => string;
}

/** What every rule may use. */
export interface Setting {
  readonly scenario: Scenario;
  readonly decisions: Decisions;
  readonly first: World;
}

/** Hands on every step of one sort that can be taken in a world. */
export type Rule = (world: World, setting: Setting, take: (step: Step) => void) => void;
