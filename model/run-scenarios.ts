import { type Breach, explore } from './explore/explore.ts';
import { INVARIANTS } from './invariants/invariants.ts';
import { PRODUCTION } from './production/protocol.ts';
import { count, seconds, tellProgress } from './report/words.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';
import { SIGHTS } from './sights/sights.ts';

/** Distinct states that have to be visited at least, or the run fails. */
export const STATES_MIN = 1_000_000;

export interface ScenarioRun {
  readonly rows: readonly (readonly string[])[];
  readonly states: number;
  readonly breaches: readonly Breach[];
  /** What no scenario has shown although it should. */
  readonly unseen: readonly string[];
}

/** Explores the protocol as it runs in production, each scenario whole. */
export function runScenarios(say: (line: string) => void): ScenarioRun {
  const rows: string[][] = [];
  const breaches: Breach[] = [];
  const unseen = new Set(SIGHTS);
  let states = 0;
  for (const scenario of SCENARIOS) {
    const startedAt = performance.now();
    let reportedAt = startedAt;
    const found = explore(
      { protocol: PRODUCTION, scenario, invariants: INVARIANTS, sights: SIGHTS },
      (progress) => {
        if (performance.now() - reportedAt < 2_000) return;
        reportedAt = performance.now();
        say(`${scenario.name}: ${tellProgress(progress)}`);
      },
    );
    for (const sight of found.seen) unseen.delete(sight);
    states += found.states;
    if (found.breach !== null) breaches.push(found.breach);
    const numbers = [found.states, found.transitions, found.depth].map(count);
    const verdict = found.breach === null ? 'holds' : `**${found.breach.invariant.name}**`;
    rows.push([scenario.name, scenario.about, ...numbers, seconds(startedAt), verdict]);
  }
  return { rows, states, breaches, unseen: [...unseen].map(({ name }) => name) };
}
