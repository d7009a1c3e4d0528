import { type Answer, type Connection, withConnections } from '../load/connection.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, type Result, repeat } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { median } from '../measure/statistics.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import { type BenchServer, withServer } from '../server/start-server.ts';
import { numbers, someOf } from '../server/subjects.ts';

const MANY = 1_000_000;
const FEW = 1000;
/** Subjects with PINs of their own among the copies, at each of the two costs. */
const MEASURED = 400;
const ROUNDS = 5;
const TARGET = 1.1;

type Cost = 'subjects' | 'cheapSubjects';

/** Whether a verify gets slower with the number of credentials around it. */
export const manyCredentials: Benchmark = {
  name: 'many-credentials',
  run: (say) =>
    withTempDir((fewDir) =>
      withTempDir((manyDir) => {
        say(`making ${FEW} credentials, and ${MANY} (about half a minute)`);
        const [few, many] = [choose(FEW), choose(MANY)];
        return withServer({ dataDir: fewDir, fillTo: FEW, ...few }, (fewServer) =>
          withServer({ dataDir: manyDir, fillTo: MANY, ...many }, async (manyServer) => {
            const serverCpuSeconds = async () =>
              (await fewServer.cpuSeconds()) + (await manyServer.cpuSeconds());
            const measure = async (cost: Cost, bound?: number): Promise<Result> => {
              const fewNext = verifyRequests(fewServer.apiKey, few[cost]);
              const manyNext = verifyRequests(manyServer.apiKey, many[cost]);
              const round = () => inTurns([fewServer, fewNext], [manyServer, manyNext]);
              // The first round only warms up both servers.
              await round();
              const rounds = await repeat(ROUNDS, say, () =>
                quietRound({ say, serverCpuSeconds, round }),
              );
              return toResult(cost, rounds, bound);
            };
            return [await measure('subjects', TARGET), await measure('cheapSubjects')];
          }),
        );
      }),
    ),
};

/** Random places among all numbers, different ones for the two costs. */
function choose(among: number): Readonly<Record<Cost, readonly number[]>> {
  const chosen = someOf(numbers(among), 2 * MEASURED);
  return { subjects: chosen.slice(0, MEASURED), cheapSubjects: chosen.slice(MEASURED) };
}

type Side = readonly [server: BenchServer, next: () => Buffer];

/** Median latencies in ms of two servers that are asked one after the other, one at a time. */
function inTurns([fewServer, fewNext]: Side, [manyServer, manyNext]: Side) {
  return withConnections(fewServer.port, 1, ([few]) =>
    withConnections(manyServer.port, 1, async ([many]) => {
      if (few === undefined || many === undefined) throw new Error('a connection is missing');
      const latencies = { few: [] as number[], many: [] as number[] };
      for (let turn = 0; turn < MEASURED; turn += 1) {
        latencies.few.push(await latencyOf(few, fewNext()));
        latencies.many.push(await latencyOf(many, manyNext()));
      }
      return { few: median(latencies.few), many: median(latencies.many) };
    }),
  );
}

async function latencyOf(connection: Connection, request: Buffer): Promise<number> {
  const sentAt = performance.now();
  const answer = await new Promise<Answer>((resolve) => connection.send(request, resolve));
  const latencyMs = performance.now() - sentAt;
  if (!isVerified(answer)) throw new Error(`unexpected: ${answer.body}`);
  return latencyMs;
}

function toResult(
  cost: Cost,
  rounds: readonly { readonly few: number; readonly many: number }[],
  bound?: number,
): Result {
  const hash = cost === 'subjects' ? 'default' : 'cheapest';
  return {
    measure: `median verify among ${MANY.toLocaleString('en-US')} credentials, ${hash} hash`,
    unit: 'ms',
    values: rounds.map(({ many }) => many),
    against: {
      name: `among ${FEW.toLocaleString('en-US')}`,
      values: rounds.map(({ few }) => few),
    },
    ...(bound !== undefined && { target: { of: 'ratio', bound: 'at_most', limit: bound } }),
  };
}
