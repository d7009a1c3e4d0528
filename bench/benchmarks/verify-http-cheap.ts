import { cpuOf, type DatabaseKind } from '../database/bench-database.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type WatchedRun, watchedLoop } from '../load/watched-loop.ts';
import { type Benchmark, repeat, type Say } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const SUBJECTS = 10_000;
const CLIENTS = 64;
const ROUNDS = 5;

interface VerifyHttpCheap {
  readonly on: DatabaseKind;
  /** Verifies per second. */
  readonly atLeast: number;
}

/** The whole way of a verify except the cost of its hash, with and without group commit. */
export const verifyHttpCheap = ({ on, atLeast }: VerifyHttpCheap): Benchmark => ({
  name: `verify-http-cheap${on.suffix}`,
  async run(say) {
    const together = await measure(say, on, false);
    const alone = await measure(say, on, true);
    return [
      {
        measure: `verifies over HTTP, ${CLIENTS} clients, cheapest hash`,
        unit: '/s',
        values: together.map(({ rate }) => rate),
        target: { of: 'value', bound: 'at_least', limit: atLeast },
      },
      {
        measure: 'the same, against one commit per write',
        unit: '/s',
        values: together.map(({ rate }) => rate),
        against: { name: 'no group commit', values: alone.map(({ rate }) => rate) },
      },
      {
        measure: 'commits for them',
        unit: '/s',
        values: together.map(({ commits }) => commits),
        against: { name: 'no group commit', values: alone.map(({ commits }) => commits) },
      },
      {
        measure: 'server CPU for one verify',
        unit: 'µs',
        values: together.map(({ cpuUs }) => cpuUs),
        against: { name: 'no group commit', values: alone.map(({ cpuUs }) => cpuUs) },
      },
    ];
  },
});

function measure(say: Say, on: DatabaseKind, commitAlone: boolean): Promise<readonly WatchedRun[]> {
  return on.with((database) => {
    const { dataDir, databaseUrl } = database;
    say(`making ${SUBJECTS} subjects${commitAlone ? ', one commit per write' : ''}`);
    const cheapSubjects = numbers(SUBJECTS);
    const options = { dataDir, databaseUrl, subjects: [], cheapSubjects, commitAlone };
    return withServer(options, async (server) => {
      const { port, apiKey } = server;
      const serverCpuSeconds = cpuOf([server], [database]);
      const next = verifyRequests(apiKey, cheapSubjects);
      const load = { port, clients: CLIENTS, next, isRight: isVerified };
      const round = () => watchedLoop(server, { ...load, warmUpMs: 2000, measureMs: 4000 });
      return repeat(ROUNDS, say, () => quietRound({ say, serverCpuSeconds, round }));
    });
  });
}
