import { closedLoop } from '../load/closed-loop.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, repeat, type Say } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import type { Figures } from '../server/messages.ts';
import { withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const SUBJECTS = 10_000;
const CLIENTS = 64;
const ROUNDS = 5;
const TARGET = 5000;

/** The whole way of a verify except the cost of its hash, with and without group commit. */
export const verifyHttpCheap: Benchmark = {
  name: 'verify-http-cheap',
  async run(say) {
    const together = await measure(say, false);
    const alone = await measure(say, true);
    return [
      {
        measure: `verifies over HTTP, ${CLIENTS} clients, cheapest hash`,
        unit: '/s',
        values: together.map(({ rate }) => rate),
        target: { of: 'value', bound: 'at_least', limit: TARGET },
      },
      {
        measure: 'the same, against one commit per write',
        unit: '/s',
        values: together.map(({ rate }) => rate),
        against: { name: 'no group commit', values: alone.map(({ rate }) => rate) },
      },
      {
        measure: 'fsyncs for them',
        unit: '/s',
        values: together.map(({ fsyncs }) => fsyncs),
        against: { name: 'no group commit', values: alone.map(({ fsyncs }) => fsyncs) },
      },
      {
        measure: 'server CPU for one verify',
        unit: 'µs',
        values: together.map(({ cpuUs }) => cpuUs),
        against: { name: 'no group commit', values: alone.map(({ cpuUs }) => cpuUs) },
      },
    ];
  },
};

interface Round {
  readonly rate: number;
  readonly fsyncs: number;
  readonly cpuUs: number;
}

function measure(say: Say, commitAlone: boolean): Promise<readonly Round[]> {
  return withTempDir((dataDir) => {
    say(`making ${SUBJECTS} subjects${commitAlone ? ', one commit per write' : ''}`);
    const cheapSubjects = numbers(SUBJECTS);
    const options = { dataDir, subjects: [], cheapSubjects, commitAlone };
    return withServer(options, async ({ port, apiKey, figures, cpuSeconds }) => {
      const next = verifyRequests(apiKey, cheapSubjects);
      const load = { port, clients: CLIENTS, next, isRight: isVerified };
      const round = async () => {
        const edges: (Figures & { readonly at: number })[] = [];
        const atEdge = async () => {
          edges.push({ ...(await figures()), at: performance.now() });
        };
        const rate = await closedLoop({ ...load, warmUpMs: 2000, measureMs: 4000, atEdge });
        return { rate, ...between(edges, rate) };
      };
      return repeat(ROUNDS, say, () => quietRound({ say, serverCpuSeconds: cpuSeconds, round }));
    });
  });
}

function between([before, after]: readonly (Figures & { readonly at: number })[], rate: number) {
  if (before === undefined || after === undefined) throw new Error('the run had no two edges');
  const seconds = (after.at - before.at) / 1000;
  return {
    fsyncs: (after.commits - before.commits) / seconds,
    cpuUs: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / (rate * seconds),
  };
}
