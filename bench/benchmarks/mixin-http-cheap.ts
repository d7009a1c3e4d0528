import { isVerified, verifyRequests } from '../load/verify-request.ts';
import { type WatchedRun, watchedLoop } from '../load/watched-loop.ts';
import { type Benchmark, repeat, type Say } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import { isMixinUser, mixinStock } from '../mixin/mixin-load.ts';
import type { RequestStock } from '../mixin/request-stock.ts';
import { type BenchServer, withServer } from '../server/start-server.ts';
import { numbers } from '../server/subjects.ts';

const USERS = 2000;
const CLIENTS = 64;
const ROUNDS = 5;
const WARM_UP_MS = 1000;
const MEASURE_MS = 4000;
/** More than a run uses up on any machine we know. */
const STOCK = 25_000;
const TARGET = 1500;

/**
 * The whole way of a PIN on a wire that signs and encrypts, except the cost of a hash: token, message,
 * replay mark, charge, comparison, settlement, and the user as the answer.
 */
export const mixinHttpCheap: Benchmark = {
  name: 'mixin-http-cheap',
  run: (say) =>
    withTempDir((dataDir) => {
      say(`making ${USERS} users with each kind of PIN`);
      const mixinUsers = { tip: USERS, cheapDigits: USERS, digits: 0 };
      const options = { dataDir, subjects: [], cheapSubjects: numbers(USERS), mixinUsers };
      return withServer(options, async (server) => {
        const loads = loadsOf(server, say);
        say('warming up');
        for (const load of Object.values(loads)) await load();
        const rounds = await repeat(ROUNDS, say, async () => ({
          tip: await loads.tip(),
          digits: await loads.digits(),
          native: await loads.native(),
        }));
        const all = (load: keyof typeof loads, figure: keyof WatchedRun) =>
          rounds.map((round) => round[load][figure]);
        return [
          {
            measure: `TIP verifies over HTTP, ${CLIENTS} clients, ${shown(USERS)} users`,
            unit: '/s',
            values: all('tip', 'rate'),
            target: { of: 'value', bound: 'at_least', limit: TARGET },
          },
          {
            measure: `verifies of digits, cheapest hash, ${shown(USERS)} users`,
            unit: '/s',
            values: all('digits', 'rate'),
            against: { name: 'native', values: all('native', 'rate') },
          },
          {
            measure: 'commits for TIP verifies',
            unit: '/s',
            values: all('tip', 'commits'),
            against: { name: 'native', values: all('native', 'commits') },
          },
          {
            measure: 'server CPU for one TIP verify',
            unit: 'µs',
            values: all('tip', 'cpuUs'),
            against: { name: 'native', values: all('native', 'cpuUs') },
          },
        ];
      });
    }),
};

function loadsOf(server: BenchServer, say: Say) {
  const { port, apiKey, cpuSeconds } = server;
  const ready = { port, clients: CLIENTS, warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS };
  const quietly = { say, serverCpuSeconds: cpuSeconds };
  const mixin = async (stock: RequestStock) => {
    const late = stock.late;
    const load = { ...ready, next: stock.next, isRight: isMixinUser };
    const run = await quietRound({
      ...quietly,
      prepare: () => stock.fill(STOCK),
      round: () => watchedLoop(server, load),
    });
    if (stock.late > late) say(`${stock.late - late} requests were signed on the clock`);
    return run;
  };
  const tip = mixinStock(server, 'tip', numbers(USERS));
  const digits = mixinStock(server, 'cheapDigits', numbers(USERS));
  const native = { ...ready, next: verifyRequests(apiKey, numbers(USERS)), isRight: isVerified };
  return {
    tip: () => mixin(tip),
    digits: () => mixin(digits),
    native: () => quietRound({ ...quietly, round: () => watchedLoop(server, native) }),
  };
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
