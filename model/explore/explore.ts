import type { Invariant } from '../invariants/invariant.ts';
import type { Protocol } from '../production/protocol.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Sight } from '../sights/sight.ts';
import type { Step } from '../steps/step.ts';
import type { World } from '../world/world.ts';
import { openSpace } from './space.ts';
import { StateTable } from './state-table.ts';
import { traceTo } from './trace.ts';

export interface Exploration {
  readonly protocol: Protocol;
  readonly scenario: Scenario;
  readonly invariants: readonly Invariant[];
  readonly sights?: readonly Sight[];
}

export interface Breach {
  readonly invariant: Invariant;
  readonly what: string;
  /** The steps from the start to the breach; no fewer lead to one. */
  readonly trace: readonly string[];
}

export interface Progress {
  /** Distinct ones; those that differ only in the order of their requests are one. */
  readonly states: number;
  readonly transitions: number;
  /** Steps from the start to the farthest state, by the shortest way. */
  readonly depth: number;
}

export interface Findings extends Progress {
  readonly breach: Breach | null;
  readonly seen: ReadonlySet<Sight>;
}

const REPORT_EVERY = 50_000;

/**
 * Visits every world that can come about, nearest first, and holds every invariant against every
 * step. Ends early at the first breach, so that no shorter trace leads to one.
 */
export function explore(
  { protocol, scenario, invariants, sights = [] }: Exploration,
  report: (progress: Progress) => void = () => {},
): Findings {
  const space = openSpace(protocol, scenario);
  const { packer } = space;
  const table = new StateTable(packer.width);
  const words = new Uint32Array(packer.width);
  packer.pack(space.first, words);
  table.add(words, -1);

  const judge = judgeBy(invariants, scenario);
  const seen = new Set<Sight>();
  let breach: Breach | null = null;
  let transitions = 0;
  let depth = 0;
  let layerEnd = 1;
  for (let index = 0; index < table.size && breach === null; index += 1) {
    if (index === layerEnd) {
      depth += 1;
      layerEnd = table.size;
    }
    const before = packer.unpack(table.read(index));
    space.eachStep(before, (step) => {
      transitions += 1;
      packer.pack(step.after, words);
      const isNew = table.add(words, index);
      if (isNew) lookFor(sights, step.after, scenario, seen);
      const broken = breach === null ? judge(before, step, isNew) : null;
      if (broken === null) return;
      breach = { ...broken, trace: [...traceTo(space, table, index), step.tell()] };
    });
    if (index % REPORT_EVERY === 0) report({ states: table.size, transitions, depth });
  }
  return { states: table.size, transitions, depth, breach, seen };
}

type Judge = (before: World, step: Step, isNew: boolean) => Omit<Breach, 'trace'> | null;

function judgeBy(invariants: readonly Invariant[], scenario: Scenario): Judge {
  const ofSteps = invariants.filter(({ about }) => about === 'step');
  return (before, step, isNew) => {
    for (const invariant of isNew ? invariants : ofSteps) {
      const what = invariant.breach(before, step, scenario);
      if (what !== null) return { invariant, what };
    }
    return null;
  };
}

function lookFor(
  sights: readonly Sight[],
  world: World,
  scenario: Scenario,
  seen: Set<Sight>,
): void {
  for (const sight of sights)
    if (!seen.has(sight) && sight.isSeen(world, scenario)) seen.add(sight);
}
