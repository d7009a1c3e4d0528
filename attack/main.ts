import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openOwnPostgres } from '../packages/server/test/support/postgres/own-postgres.ts';
import { runSql } from '../packages/server/test/support/postgres/postgres-server.ts';
import { keepVerdict, latestVerdicts, VERDICTS_OF_A_ROW } from './report/latest-verdicts.ts';
import { renderReport } from './report/report.ts';
import { ROWS } from './rows.ts';
import { type Build, runRow, type Setting, type Verdict } from './run-row.ts';
import type { EngineName } from './target/arena.ts';

const REPORT = new URL('../docs/reference/security.md', import.meta.url);
const USAGE = `npm run attack -- [--engine sqlite|postgres] [--row N]... [--weakened | --both] [--report]
  --weakened  the servers are weakened, one row at a time, and each row has to notice
  --both      the server as it is, and the weakened ones
  --slice     fewer samples and rounds, as in npm test
  --samples   of each kind where times are compared; 5000 when absent
  --report    writes docs/reference/security.md, from how each row ended when it was last run in full;
              only when all of them were as they must be, on both engines and both builds`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = readOptions();
const ENGINES: readonly EngineName[] = ['sqlite', 'postgres'];
const engines = ENGINES.filter((each) => (options.engine ?? each) === each);
if (engines.length === 0) fail('there is no such engine');
const builds: readonly Build[] = options.both
  ? ['own', 'weakened']
  : [options.weakened ? 'weakened' : 'own'];
const rows = ROWS.filter(
  ({ number }) => options.rows.length === 0 || options.rows.includes(number),
);
if (rows.length === 0) fail('there is no such row');
const isInFull = !options.slice && options.samples === undefined;
if (options.report && !isInFull) fail('a report is about rows that were run in full');

const postgres = engines.includes('postgres') ? await openOwnPostgres() : undefined;
const made = new Set<string>();
const verdicts: Verdict[] = [];
for (const engine of engines) {
  for (const row of rows) {
    for (const build of builds) {
      const verdict = await runRow(row, build, settingOf(engine, row.number));
      verdicts.push(verdict);
      if (isInFull) keepVerdict(verdict);
      console.error(lineOf(verdict));
    }
  }
}
const bad = verdicts.filter(({ good }) => !good);
if (options.report && bad.length === 0) writeReport();
console.log(`${verdicts.length - bad.length} of ${verdicts.length} as they must be`);
process.exit(bad.length === 0 ? 0 : 1);

function writeReport(): void {
  const latest = latestVerdicts(ROWS);
  const missing = ROWS.length * VERDICTS_OF_A_ROW - latest.length;
  const wrong = latest.filter(({ good }) => !good).map(({ row }) => row.number);
  if (missing > 0) fail(`${missing} verdicts are missing: run those rows first, without --samples`);
  if (wrong.length > 0) fail(`these rows did not end as they must: ${wrong.join(', ')}`);
  writeFileSync(REPORT, renderReport(latest));
}

function settingOf(engine: EngineName, number: number): Setting {
  const say = (line: string) => console.error(`     [${number}] ${line}`);
  return {
    engine,
    extent: options.slice ? 'slice' : 'full',
    samples: options.samples ?? (options.slice ? 60 : 5_000),
    databaseUrl: postgresUrl,
    say,
  };
}

function lineOf({ row, build, engine, good, said, seconds }: Verdict): string {
  const wanted = build === 'own' ? 'holds' : 'noticed';
  const word = good ? wanted : `NOT ${wanted}`;
  const number = String(row.number).padStart(2);
  const head = `${number} ${word.padEnd(11)} ${engine.padEnd(8)} ${build.padEnd(8)}`;
  const tail = said === undefined ? '' : `\n     ${said.replaceAll('\n', '\n     ')}`;
  return `${head} ${seconds.toFixed(1).padStart(6)} s  ${row.title}${tail}`;
}

async function postgresUrl(name: string): Promise<string> {
  if (postgres === undefined) throw new Error('no PostgreSQL was started');
  const { server } = postgres;
  if (!made.has(name)) await runSql(server.url(), `CREATE DATABASE ${name}`);
  made.add(name);
  return server.url(name);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      row: { type: 'string', multiple: true },
      weakened: { type: 'boolean', default: false },
      both: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
      slice: { type: 'boolean', default: false },
      samples: { type: 'string' },
    },
  });
  const { engine, row = [], samples, ...flags } = values;
  return { engine, rows: row.map(Number), ...(samples && { samples: Number(samples) }), ...flags };
}

function fail(why: string): never {
  console.error(`${why}\n${USAGE}`);
  process.exit(2);
}
