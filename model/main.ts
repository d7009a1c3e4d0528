import { explore } from './explore/explore.ts';
import { lockInTrueTime } from './limits/lock-in-true-time.ts';
import { SMALL_POSTGRES } from './mutants/small-scenario.ts';
import { PRODUCTION } from './production/protocol.ts';
import { renderTable } from './report/table.ts';
import { count, tellBreach } from './report/words.ts';
import { runMutants } from './run-mutants.ts';
import { runScenarios, STATES_MIN } from './run-scenarios.ts';

const problems: string[] = [];

const mutants = runMutants();
for (const [name, breach] of mutants.traces) console.log(`\n${name} breaks\n${tellBreach(breach)}`);
problems.push(...mutants.missed.map((what) => `a mutant was not found: ${what}`));

const standing = { ...SMALL_POSTGRES, crashes: 0, timeMax: 0, offsets: [0, 1] } as const;
const early = explore({ protocol: PRODUCTION, scenario: standing, invariants: [lockInTrueTime] });
if (early.breach === null)
  problems.push('the known limit of clocks was not found: describe it anew');
else console.log(`\nknown limit: clocks that jump do break\n${tellBreach(early.breach)}`);

console.log('');
const scenarios = runScenarios((line) => console.error(`[model] ${line}`));
for (const breach of scenarios.breaches) {
  console.log(`\nproduction breaks\n${tellBreach(breach)}`);
  problems.push(`production breaks "${breach.invariant.name}"`);
}
problems.push(...scenarios.unseen.map((name) => `no scenario has shown ${name}`));
if (scenarios.states < STATES_MIN) problems.push(`fewer than ${count(STATES_MIN)} states`);

console.log(renderTable(['mutant', 'breaks', 'states', 'verdict'], mutants.rows));
const head = ['scenario', 'about', 'states', 'transitions', 'depth', 'time', 'every invariant'];
console.log(`\n${renderTable(head, scenarios.rows)}`);
console.log(`\n${count(scenarios.states)} distinct states of production.`);
for (const problem of problems) console.log(`Failed: ${problem}.`);
if (problems.length > 0) process.exitCode = 1;
