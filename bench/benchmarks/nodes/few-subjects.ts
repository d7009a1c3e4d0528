import { setTimeout as wait } from 'node:timers/promises';
import { runSql } from '../../../packages/server/test/support/postgres/postgres-server.ts';
import { POSTGRES } from '../../database/postgres.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import type { Answer } from '../../load/connection.ts';
import { verifyRequests } from '../../load/verify-request.ts';
import { type Benchmark, repeat, type Say } from '../../measure/benchmark.ts';
import { sum } from '../../measure/statistics.ts';
import { numbers } from '../../server/subjects.ts';
import { withTwoNodes } from '../../server/two-nodes.ts';

const SUBJECTS = 3;
const CLIENTS = 256;
const ROUNDS = 3;
const MEASURE_MS = 10_000;

const none = { of: 'value', bound: 'at_most', limit: 0 } as const;

/** Everybody wants the same few rows, through two nodes: nobody waits in a circle, or in vain. */
export const fewSubjects: Benchmark = {
  name: 'few-subjects-postgres',
  run: (say) =>
    POSTGRES.with(async (database) => {
      const { databaseUrl } = database;
      const rounds = await withTwoNodes(
        database,
        { subjects: [], cheapSubjects: numbers(SUBJECTS) },
        (nodes) => repeat(ROUNDS, say, () => crowd(nodes)),
      );
      const deadlocks = await countDeadlocks(databaseUrl, say);
      return [
        {
          measure: `answers, ${CLIENTS} clients on ${SUBJECTS} subjects, two nodes`,
          unit: '/s',
          values: rounds.map(({ rate }) => rate),
        },
        { measure: 'deadlocks in all of it', unit: '', values: [deadlocks], target: none },
        { measure: '503', unit: '', values: rounds.map(({ refused }) => refused), target: none },
      ];
    }),
};

interface Node {
  readonly port: number;
  readonly apiKey: string;
}

/** Right PINs: with as many under way at once, some find the budget spent for the moment. */
async function crowd(nodes: readonly Node[]): Promise<{ rate: number; refused: number }> {
  let refused = 0;
  const isRight = ({ status, body }: Answer) => {
    if (status === 503) refused += 1;
    return status === 503 || /^\{"outcome":"(verified|locked)"/.test(body);
  };
  const load = { isRight, warmUpMs: 1000, measureMs: MEASURE_MS };
  const rates = nodes.map(({ port, apiKey }) => {
    const next = verifyRequests(apiKey, numbers(SUBJECTS));
    return closedLoop({ ...load, port, clients: CLIENTS / nodes.length, next });
  });
  return { rate: sum(await Promise.all(rates)), refused };
}

const LOOK_AGAIN_MS = 100;

/** All of this database, read once every session of the nodes has ended and told what it saw. */
async function countDeadlocks(databaseUrl: string, say: Say): Promise<number> {
  say('waiting for the sessions to end');
  for (;;) {
    const [row] = await runSql(
      databaseUrl,
      `SELECT deadlocks, (SELECT COUNT(*) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()) AS others
        FROM pg_stat_database WHERE datname = current_database()`,
    );
    const { deadlocks, others } = row as { readonly deadlocks: string; readonly others: string };
    if (Number(others) === 0) return Number(deadlocks);
    await wait(LOOK_AGAIN_MS);
  }
}
