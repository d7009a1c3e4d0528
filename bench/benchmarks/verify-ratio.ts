import { betweenCeilings } from '../ceiling/between-ceilings.ts';
import { cpuOf, type DatabaseKind } from '../database/bench-database.ts';
import { closedLoop } from '../load/closed-loop.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const SUBJECTS = 1000;
const CLIENTS = 32;
const ROUNDS = 5;
const WARM_UP_MS = 1000;
const MEASURE_MS = 5000;
const TARGET = 0.95;

/** What everything around the hash costs: PINs checked per second, held against the bare hash. */
export const verifyRatio = (on: DatabaseKind): Benchmark => ({
  name: `verify-ratio${on.suffix}`,
  run: (say) =>
    on.with((database) => {
      say(`making ${SUBJECTS} subjects with PINs`);
      const subjects = numbers(SUBJECTS);
      const cheapSubjects = numbers(SUBJECTS, SUBJECTS);
      const { dataDir, databaseUrl } = database;
      const options = { dataDir, databaseUrl, subjects, cheapSubjects };
      return withServer(options, async (server) => {
        const { port, apiKey } = server;
        const ready = { port, clients: CLIENTS, isRight: isVerified, warmUpMs: WARM_UP_MS };
        const warmUp = { ...ready, next: verifyRequests(apiKey, cheapSubjects) };
        const load = { ...ready, next: verifyRequests(apiKey, subjects), measureMs: MEASURE_MS };
        // A server in production has long compiled its code; this one does it now, on cheap PINs.
        await closedLoop({ ...warmUp, measureMs: 2 * MEASURE_MS });
        const serverCpuSeconds = cpuOf([server], [database]);
        const round = () => betweenCeilings(MEASURE_MS, () => closedLoop(load));
        const rounds = await repeat(ROUNDS, say, () =>
          quietRound({ say, serverCpuSeconds, round }),
        );
        return [
          {
            measure: `verifies over HTTP, ${CLIENTS} clients`,
            unit: '/s',
            values: rounds.map(({ measured }) => measured),
            against: { name: 'bare Argon2id', values: rounds.map(({ ceiling }) => ceiling) },
            target: { of: 'ratio', bound: 'at_least', limit: TARGET },
          },
        ];
      });
    }),
});
