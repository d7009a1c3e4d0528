import { cpuOf } from '../../database/bench-database.ts';
import { POSTGRES } from '../../database/postgres.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import { isVerified, verifyRequests } from '../../load/verify-request.ts';
import { type Benchmark, type Result, repeat, type Say } from '../../measure/benchmark.ts';
import { quietRound } from '../../measure/quiet-round.ts';
import { sum } from '../../measure/statistics.ts';
import type { BenchServer } from '../../server/start-server.ts';
import { numbers } from '../../server/subjects.ts';
import { withTwoNodes } from '../../server/two-nodes.ts';
import { hammerSubjects } from './hammer-subjects.ts';

const SUBJECTS = 2000;
const HAMMERED = 20;
const CLIENTS = 64;
const ROUNDS = 5;
const RATIO_MIN = 1;

/** Two nodes on one database: they count together, and together they are not slower than one. */
export const twoNodes: Benchmark = {
  name: 'two-nodes-postgres',
  run: (say) =>
    POSTGRES.with((database) => {
      say(`making ${SUBJECTS} subjects at each of two costs`);
      const cheapSubjects = numbers(SUBJECTS);
      const subjects = numbers(SUBJECTS, SUBJECTS);
      return withTwoNodes(database, { subjects, cheapSubjects }, async (nodes) => {
        const [first] = nodes;
        const serverCpuSeconds = cpuOf(nodes, [database]);
        const compare = async (among: readonly number[], cost: string) => {
          const next = verifyRequests(first.apiKey, among);
          await rateOf(nodes, next);
          const rate = (asked: readonly BenchServer[]) =>
            quietRound({ say, serverCpuSeconds, round: () => rateOf(asked, next) });
          const rounds = await repeat(ROUNDS, say, async () => ({
            one: await rate([first]),
            two: await rate(nodes),
          }));
          return toResult(cost, rounds);
        };
        const cheap = await compare(cheapSubjects, 'cheapest');
        const usual = await compare(subjects, 'default');
        const exact = await countHammered(nodes, say);
        const target = { of: 'ratio', bound: 'at_least', limit: RATIO_MIN } as const;
        return [exact, { ...cheap, target }, usual];
      });
    }),
};

/** Answers per second of all the nodes asked, by the same number of clients in all. */
async function rateOf(nodes: readonly BenchServer[], next: () => Buffer): Promise<number> {
  const load = { next, isRight: isVerified, warmUpMs: 1500, measureMs: 4000 };
  const clients = CLIENTS / nodes.length;
  return sum(await Promise.all(nodes.map(({ port }) => closedLoop({ ...load, port, clients }))));
}

function toResult(cost: string, rounds: readonly { one: number; two: number }[]): Result {
  return {
    measure: `verifies over HTTP, two nodes, ${CLIENTS} clients, ${cost} hash`,
    unit: '/s',
    values: rounds.map(({ two }) => two),
    against: { name: 'one node', values: rounds.map(({ one }) => one) },
  };
}

/** Last: these subjects are locked afterwards. */
async function countHammered(nodes: readonly BenchServer[], say: Say): Promise<Result> {
  say(`sending wrong PINs for ${HAMMERED} subjects, one after the other, to both nodes at once`);
  const { guesses, off } = await hammerSubjects(nodes, numbers(HAMMERED));
  return {
    measure: `guesses beyond or short of the budget, ${guesses} at one subject from both nodes`,
    unit: '',
    values: off,
    target: { of: 'value', bound: 'at_most', limit: 0 },
  };
}
