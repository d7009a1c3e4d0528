import { chargeSettle } from './benchmarks/charge-settle.ts';
import { coldStart } from './benchmarks/cold-start.ts';
import { gateRatio } from './benchmarks/gate-ratio.ts';
import { manyCredentials } from './benchmarks/many-credentials.ts';
import { mixinHttpCheap } from './benchmarks/mixin-http-cheap.ts';
import { mixinRatio } from './benchmarks/mixin-ratio.ts';
import { fewSubjects } from './benchmarks/nodes/few-subjects.ts';
import { twoNodes } from './benchmarks/nodes/two-nodes.ts';
import { noisyNeighbour } from './benchmarks/noisy-neighbour.ts';
import { overload } from './benchmarks/overload/overload.ts';
import { peers } from './benchmarks/peers/peers.ts';
import { verifyHttpCheap } from './benchmarks/verify-http-cheap.ts';
import { verifyRatio } from './benchmarks/verify-ratio.ts';
import { POSTGRES } from './database/postgres.ts';
import { SQLITE } from './database/sqlite.ts';
import { type Benchmark, isMet, type Result } from './measure/benchmark.ts';
import { renderTable } from './report/table.ts';

const BENCHMARKS: readonly Benchmark[] = [
  gateRatio(SQLITE),
  verifyRatio(SQLITE),
  verifyHttpCheap({ on: SQLITE, atLeast: 5000 }),
  mixinRatio,
  mixinHttpCheap,
  chargeSettle({ on: SQLITE, inFlight: 64, atLeast: 15_000 }),
  manyCredentials({
    ...{ on: SQLITE, many: 1_000_000, few: 1000, ratioAtMost: 1.1 },
    takes: 'about half a minute',
  }),
  coldStart,
  overload(SQLITE),
  noisyNeighbour(SQLITE),
  gateRatio(POSTGRES),
  verifyRatio(POSTGRES),
  verifyHttpCheap({ on: POSTGRES, atLeast: 4000 }),
  // As many as a server lets be under way: PostgreSQL waits for the disk longer, and for more at once.
  chargeSettle({ on: POSTGRES, inFlight: 256, atLeast: 10_000 }),
  twoNodes,
  fewSubjects,
  manyCredentials({
    ...{ on: POSTGRES, many: 10_000_000, few: 10_000, ratioAtMost: 1.15 },
    takes: 'some minutes, and 10 GB of disk',
  }),
  overload(POSTGRES),
  noisyNeighbour(POSTGRES),
  peers,
];

// An interrupted bench still removes its directories: that is done when the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHMARKS.some((each) => each.name === name));
if (unknown.length > 0) {
  const known = BENCHMARKS.map(({ name }) => name).join(', ');
  console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${known}.`);
  process.exit(2);
}

const results = new Map<string, readonly Result[]>();
for (const { name, run } of BENCHMARKS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  results.set(name, await run((line) => console.error(`[${name}] ${line}`)));
}
console.log(`\n${renderTable(results)}`);

const missed = [...results.values()].flat().filter((result) => isMet(result) === false);
if (missed.length > 0) {
  console.log(`\nTargets missed: ${missed.length}.`);
  process.exitCode = 1;
}
