import type { Invariant } from '../invariants/invariant.ts';
import type { Protocol } from '../production/protocol.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** A protocol with one mistake in it, which the explorer has to find. */
export interface Mutant {
  readonly protocol: Protocol;
  /** The smallest scenario that shows it. */
  readonly scenario: Scenario;
  /** What it breaks; the trace to the first is shown. */
  readonly breaks: readonly [Invariant, ...Invariant[]];
}
