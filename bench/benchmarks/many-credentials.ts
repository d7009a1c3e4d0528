import { cpuOf, type DatabaseKind } from '../database/bench-database.ts';
import { type Answer, type Connection, withConnections } from '../load/connection.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, type Result, repeat } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { median } from '../measure/statistics.ts';
import { type BenchServer, withServer } from '../server/start-server.ts';
import { someNumbers } from '../server/subjects.ts';

/** Subjects with PINs of their own among the copies, at each of the two costs. */
const MEASURED = 400;
const ROUNDS = 5;

interface ManyCredentials {
  readonly on: DatabaseKind;
  readonly many: number;
  readonly few: number;
  /** How much slower a verify may be among the many. */
  readonly ratioAtMost: number;
  /** How long it takes to make them. */
  readonly takes: string;
}

type Cost = 'subjects' | 'cheapSubjects';

/** Whether a verify gets slower with the number of credentials around it. */
export const manyCredentials = (size: ManyCredentials): Benchmark => ({
  name: `many-credentials${size.on.suffix}`,
  run: (say) => {
    const few = choose(size.few);
    const many = choose(size.many);
    say(`making ${shown(size.few)} credentials, and ${shown(size.many)} (${size.takes})`);
    return withFilled(size.on, few, (fewServer) =>
      withFilled(size.on, many, async (manyServer) => {
        const measure = async (cost: Cost): Promise<Result> => {
          const fewNext = verifyRequests(fewServer.apiKey, few[cost]);
          const manyNext = verifyRequests(manyServer.apiKey, many[cost]);
          const round = () => inTurns([fewServer, fewNext], [manyServer, manyNext]);
          // The first round only warms up both servers.
          await round();
          const serverCpuSeconds = cpuOf([fewServer, manyServer], []);
          const rounds = await repeat(ROUNDS, say, () =>
            quietRound({ say, serverCpuSeconds, round }),
          );
          return toResult(size, cost, rounds);
        };
        return [await measure('subjects'), await measure('cheapSubjects')];
      }),
    );
  },
});

/** A server among copies up to a number; its CPU seconds are those of its database too. */
function withFilled<R>(
  on: DatabaseKind,
  { among, subjects, cheapSubjects }: Chosen,
  work: (server: BenchServer) => Promise<R>,
): Promise<R> {
  return on.with((database) => {
    const { dataDir, databaseUrl } = database;
    const options = { dataDir, databaseUrl, fillTo: among, subjects, cheapSubjects };
    return withServer(options, (server) =>
      work({ ...server, cpuSeconds: cpuOf([server], [database]) }),
    );
  });
}

interface Chosen extends Readonly<Record<Cost, readonly number[]>> {
  readonly among: number;
}

/** Random places among all numbers, different ones for the two costs. */
function choose(among: number): Chosen {
  const chosen = someNumbers(2 * MEASURED, among);
  return { among, subjects: chosen.slice(0, MEASURED), cheapSubjects: chosen.slice(MEASURED) };
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
  { many, few, ratioAtMost }: ManyCredentials,
  cost: Cost,
  rounds: readonly { readonly few: number; readonly many: number }[],
): Result {
  const hash = cost === 'subjects' ? 'default' : 'cheapest';
  const target = { of: 'ratio', bound: 'at_most', limit: ratioAtMost } as const;
  return {
    measure: `median verify among ${shown(many)} credentials, ${hash} hash`,
    unit: 'ms',
    values: rounds.map((round) => round.many),
    against: { name: `among ${shown(few)}`, values: rounds.map((round) => round.few) },
    ...(cost === 'subjects' && { target }),
  };
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
