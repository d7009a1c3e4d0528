import { type ClosedLoop, closedLoop } from '../load/closed-loop.ts';
import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import { isMixinUser, mixinStock } from '../mixin/mixin-load.ts';
import { withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const USERS = 1000;
const CLIENTS = 32;
const ROUNDS = 5;
const WARM_UP_MS = 1000;
const MEASURE_MS = 5000;
/** More than a run uses up, with a hash and without. */
const STOCK = 5000;
const CHEAP_STOCK = 40_000;
const TARGET = 0.9;

/** What signatures, encryption and the replay mark cost beside the hash: a wire with, one without. */
export const mixinRatio: Benchmark = {
  name: 'mixin-ratio',
  run: (say) =>
    withTempDir((dataDir) => {
      say(`making ${USERS} users with PINs on each wire`);
      const subjects = numbers(USERS);
      const cheapSubjects = numbers(USERS, USERS);
      const mixinUsers = { tip: 0, cheapDigits: USERS, digits: USERS };
      return withServer({ dataDir, subjects, cheapSubjects, mixinUsers }, async (server) => {
        const { port, apiKey, cpuSeconds } = server;
        const ready = { port, clients: CLIENTS, warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS };
        const native = { ...ready, isRight: isVerified };
        const mixin = { ...ready, isRight: isMixinUser };
        // A server in production has long compiled its code; this one does it now, on cheap PINs.
        const cheapStock = mixinStock(server, 'cheapDigits', numbers(USERS));
        cheapStock.fill(CHEAP_STOCK);
        await closedLoop({ ...mixin, next: cheapStock.next });
        await closedLoop({ ...native, next: verifyRequests(apiKey, cheapSubjects) });

        const nativeNext = verifyRequests(apiKey, subjects);
        const stock = mixinStock(server, 'digits', numbers(USERS));
        const quietly = (load: Omit<ClosedLoop, 'atEdge'>) =>
          quietRound({
            ...{ say, serverCpuSeconds: cpuSeconds, prepare: () => stock.fill(STOCK) },
            round: () => closedLoop(load),
          });
        const rounds = await repeat(ROUNDS, say, async () => ({
          native: await quietly({ ...native, next: nativeNext }),
          mixin: await quietly({ ...mixin, next: stock.next }),
        }));
        return [
          {
            measure: `Mixin verifies over HTTP, six digits, ${CLIENTS} clients`,
            unit: '/s',
            values: rounds.map((round) => round.mixin),
            against: { name: 'native', values: rounds.map((round) => round.native) },
            target: { of: 'ratio', bound: 'at_least', limit: TARGET },
          },
        ];
      });
    }),
};
