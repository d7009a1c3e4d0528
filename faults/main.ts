import { openOwnPostgres } from '../packages/server/test/support/postgres/own-postgres.ts';
import { runSql } from '../packages/server/test/support/postgres/postgres-server.ts';
import { type Outcome, renderTable } from './report/table.ts';
import { isAsExpected } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

// An interrupted run still ends its processes and removes its directories: that is done when this
// process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const words = process.argv.slice(2);
const wanted = SCENARIOS.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
if (wanted.length === 0) {
  const known = SCENARIOS.map(({ name }) => `  ${name}`).join('\n');
  console.error(`No scenario has "${words.join('" or "')}" in its name. There are:\n${known}`);
  process.exit(2);
}

const { binaries, server } = await openOwnPostgres();

let databases = 0;
const outcomes: Outcome[] = [];
for (const scenario of wanted) {
  const startedAt = performance.now();
  const say = (line: string) => console.error(`[${scenario.name}] ${line}`);
  say(scenario.what);
  const findings = await scenario.run({ extent: 'full', say, binaries, makeDatabase });
  outcomes.push({ scenario, findings, seconds: (performance.now() - startedAt) / 1000 });
}
console.log(`\n${renderTable(outcomes)}`);
const bad = outcomes.filter(
  ({ scenario, findings }) => typeof findings !== 'string' && !isAsExpected(scenario, findings),
);
if (bad.length > 0) {
  console.log(`\nNot as they must be: ${bad.map(({ scenario }) => scenario.name).join('; ')}.`);
}
process.exit(bad.length > 0 ? 1 : 0);

async function makeDatabase(): Promise<string> {
  databases += 1;
  await runSql(server.url(), `CREATE DATABASE faults_${databases}`);
  return server.url(`faults_${databases}`);
}
