import type { DatabaseKind } from '../database/bench-database.ts';
import { closedLoop } from '../load/closed-loop.ts';
import { type Offered, openLoop } from '../load/open-loop.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { percentile } from '../measure/statistics.ts';
import { type BenchServer, withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const SUBJECTS = 500;
const ROUNDS = 3;
const SECONDS = 10;
/** A tenant that uses a small part of what there is. */
const QUIET_PER_SECOND = 10;
const FLOOD_TIMES_CAPACITY = 10;
const CLIENTS = 64;
/** A hash under way on every thread, one handed over, and as much time for the main thread. */
const RATIO_MAX = 5;

/** How long a tenant waits while another one sends ten times what the server can take. */
export const noisyNeighbour = (on: DatabaseKind): Benchmark => ({
  name: `noisy-neighbour${on.suffix}`,
  run: (say) =>
    on.with((database) => {
      say(`making ${SUBJECTS} subjects with PINs in each of two tenants`);
      const people = numbers(SUBJECTS);
      const { dataDir, databaseUrl } = database;
      const made = { dataDir, databaseUrl, cheapSubjects: numbers(SUBJECTS, SUBJECTS) };
      return withServer({ ...made, subjects: people, neighbours: people }, async (server) => {
        const load = { port: server.port, clients: CLIENTS, isRight: isVerified, warmUpMs: 1000 };
        const next = verifyRequests(server.apiKey, people);
        const capacity = await closedLoop({ ...load, next, measureMs: 5000 });
        const perSecond = FLOOD_TIMES_CAPACITY * capacity;
        say(`capacity ${capacity.toFixed(0)}/s, the flood ${perSecond.toFixed(0)}/s`);
        const rounds = await repeat(ROUNDS, say, async () => {
          const quiet = await listen(server, people);
          const [flooded] = await Promise.all([listen(server, people), flood(server, perSecond)]);
          return { quiet, flooded };
        });
        const none = { of: 'value', bound: 'at_most', limit: 0 } as const;
        return [
          {
            measure: 'p99 of a tenant beside a flood',
            unit: 'ms',
            values: rounds.map(({ flooded }) => percentile(flooded.latenciesMs, 99)),
            against: {
              name: 'without it',
              values: rounds.map(({ quiet }) => percentile(quiet.latenciesMs, 99)),
            },
            target: { of: 'ratio', bound: 'at_most', limit: RATIO_MAX },
          },
          {
            measure: 'its requests that were not answered with an outcome',
            unit: '',
            values: rounds.map(({ flooded }) => flooded.refused),
            target: none,
          },
        ];
      });
    }),
});

interface Heard {
  readonly latenciesMs: readonly number[];
  readonly refused: number;
}

/** The calls of the tenant next door, a few a second. */
async function listen(server: BenchServer, people: readonly number[]): Promise<Heard> {
  const latenciesMs: number[] = [];
  let refused = 0;
  await openLoop({
    ...{ port: server.port, connections: CLIENTS, perSecond: QUIET_PER_SECOND },
    durationMs: SECONDS * 1000,
    next: verifyRequests(server.neighbourKey, people),
    heard(answer, latencyMs) {
      if (isVerified(answer)) latenciesMs.push(latencyMs);
      else refused += 1;
    },
  });
  return { latenciesMs, refused };
}

function flood(server: BenchServer, perSecond: number): Promise<Offered> {
  return openLoop({
    ...{ port: server.port, connections: 2 * server.places, perSecond },
    durationMs: SECONDS * 1000,
    next: verifyRequests(server.apiKey, numbers(SUBJECTS)),
    heard: () => undefined,
  });
}
