import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cpuOf, type DatabaseKind } from '../../database/bench-database.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import { isVerified, verifyRequest, verifyRequests } from '../../load/verify-request.ts';
import { type Benchmark, repeat } from '../../measure/benchmark.ts';
import { quietRound } from '../../measure/quiet-round.ts';
import { withServer } from '../../server/start-server.ts';
import { numbers, WRONG_PIN } from '../../server/subjects.ts';
import { drawStorm } from './draw-storm.ts';
import { judgeStorms } from './judge-storm.ts';
import { raiseStorm } from './storm.ts';

const SUBJECTS = 2000;
const CLIENTS = 64;
const ROUNDS = 3;
const TIMES_CAPACITY = 10;
const SECONDS = 30;
const WRONG_EVERY = 20;
const PLOTS = new URL('../../../docs/reference/', import.meta.url);

/** Ten times the capacity for half a minute, offered whether or not there are answers. */
export const overload = (on: DatabaseKind): Benchmark => ({
  name: `overload${on.suffix}`,
  run: (say) =>
    on.with((database) => {
      say(`making ${SUBJECTS} subjects with PINs`);
      const subjects = numbers(SUBJECTS);
      const cheapSubjects = numbers(SUBJECTS, SUBJECTS);
      const { dataDir, databaseUrl } = database;
      const options = { dataDir, databaseUrl, subjects, cheapSubjects };
      return withServer(options, async (server) => {
        const { port, apiKey, places } = server;
        const load = { port, clients: CLIENTS, isRight: isVerified, warmUpMs: 1000 };
        const warmUp = verifyRequests(apiKey, cheapSubjects);
        await closedLoop({ ...load, next: warmUp, measureMs: 10_000 });
        const next = verifyRequests(apiKey, subjects);
        const capacity = await closedLoop({ ...load, next, measureMs: 5000 });
        const perSecond = TIMES_CAPACITY * capacity;
        say(`capacity ${capacity.toFixed(0)}/s, offering ${perSecond.toFixed(0)}/s`);
        const storm = { server, perSecond, seconds: SECONDS, next: sometimesWrong(apiKey, next) };
        const round = () => raiseStorm({ ...storm, database });
        const serverCpuSeconds = cpuOf([server], [database]);
        const storms = await repeat(ROUNDS, say, () =>
          quietRound({ say, serverCpuSeconds, round }),
        );
        const [last] = storms.slice(-1);
        const plot = fileURLToPath(new URL(`overload${on.suffix}.svg`, PLOTS));
        if (last !== undefined) writeFileSync(plot, drawStorm(last, SECONDS));
        return judgeStorms({ storms, seconds: SECONDS, places, capacity });
      });
    }),
});

/** Wrong PINs in between, each for another subject: no budget runs out by it. */
function sometimesWrong(apiKey: string, right: () => Buffer): () => Buffer {
  const wrong = numbers(SUBJECTS).map((subject) => verifyRequest(apiKey, subject, WRONG_PIN));
  let turn = 0;
  return () => {
    turn += 1;
    const guess = wrong[(turn / WRONG_EVERY) % SUBJECTS];
    return guess ?? right();
  };
}
