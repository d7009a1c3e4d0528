import type { BenchDatabase } from '../../database/bench-database.ts';
import { SQLITE } from '../../database/sqlite.ts';
import { askAll } from '../../load/ask-all.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import { jsonPost } from '../../load/json-request.ts';
import type { MeasuredTime } from '../../load/rate-over.ts';
import { isVerified, verifyRequest } from '../../load/verify-request.ts';
import { withServer } from '../../server/start-server.ts';
import { numbers, PIN, WRONG_PIN } from '../../server/subjects.ts';
import type { WithPeer } from './peer.ts';
import {
  CLIENTS,
  everybody,
  FIRST_TIME,
  inTurn,
  perGuess,
  signingIn,
  TIME,
  victims,
} from './terms.ts';

/** What an app can show as proof of the sign-in; others write a session for that. */
const OPERATION = 'sign-in';

/** Ourselves, as production runs: a sign-in is a verify that answers a signed assertion. */
export const withPintumbler: WithPeer = (say, work) => {
  say(`Pintumbler: making ${everybody.length} subjects with PINs`);
  return SQLITE.with((database) => {
    const { dataDir } = database;
    const subjects = numbers(everybody.length);
    return withServer({ dataDir, subjects, cheapSubjects: [] }, async (server) => {
      const { port, apiKey, cpuSeconds } = server;
      const signIn = (subject: string) =>
        jsonPost(`/v1/subjects/${subject}/pin/verify`, [`Authorization: Bearer ${apiKey}`], {
          pin: PIN,
          operation: OPERATION,
        });
      const next = inTurn(signingIn.map(signIn));
      const loop = (time: MeasuredTime) =>
        closedLoop({ port, clients: CLIENTS, isRight: isVerified, next, ...time });
      await loop(FIRST_TIME);
      const victim = inTurn(numbers(victims.length, signingIn.length));
      const raise = async () => {
        const user = victim();
        const guesses = perGuess(() => verifyRequest(apiKey, user, WRONG_PIN));
        return countedTwice(database, async () => {
          const answers = await askAll(port, guesses, guesses.length);
          return answers.filter(({ body }) => body.startsWith('{"outcome":"wrong"')).length;
        });
      };
      return work({
        name: 'Pintumbler',
        signIns: () => loop(TIME),
        storms: [{ raise }],
        cpuSeconds,
      });
    });
  });
};

/** Answers that say "wrong", which must be the guesses that were charged and settled meanwhile. */
async function countedTwice(
  database: BenchDatabase,
  raise: () => Promise<number>,
): Promise<number> {
  const ledger = await database.openLedger();
  try {
    const before = await ledger.read();
    const wrong = await raise();
    const after = await ledger.read();
    const [charged, settled] = [after.charged - before.charged, after.settled - before.settled];
    if (charged === wrong && settled === wrong) return wrong;
    throw new Error(`${wrong} answers "wrong", but ${charged} charged and ${settled} settled`);
  } finally {
    await ledger.close();
  }
}
