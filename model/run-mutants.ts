import { type Breach, explore } from './explore/explore.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { count } from './report/words.ts';

export interface MutantRun {
  readonly rows: readonly (readonly string[])[];
  /** By mutant, the first thing it breaks and the shortest way there. */
  readonly traces: ReadonlyMap<string, Breach>;
  /** What should have been found and was not. */
  readonly missed: readonly string[];
}

/** Lets the explorer look for each mistake, for each promise it breaks on its own. */
export function runMutants(): MutantRun {
  const rows: string[][] = [];
  const traces = new Map<string, Breach>();
  const missed: string[] = [];
  for (const { protocol, scenario, breaks } of MUTANTS) {
    for (const invariant of breaks) {
      const { breach, states } = explore({ protocol, scenario, invariants: [invariant] });
      if (breach === null) missed.push(`${protocol.name}: ${invariant.name}`);
      else if (!traces.has(protocol.name)) traces.set(protocol.name, breach);
      const verdict = breach === null ? '**not found**' : `found in ${breach.trace.length} steps`;
      rows.push([protocol.name, invariant.name, count(states), verdict]);
    }
  }
  return { rows, traces, missed };
}
