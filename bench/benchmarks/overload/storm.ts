import type { BenchDatabase } from '../../database/bench-database.ts';
import type { Answer } from '../../load/connection.ts';
import { type Offered, openLoop } from '../../load/open-loop.ts';
import { isVerified } from '../../load/verify-request.ts';
import type { Ledger } from '../../measure/charge-ledger.ts';
import type { BenchServer } from '../../server/start-server.ts';

export interface StormOptions {
  readonly server: BenchServer;
  readonly database: Pick<BenchDatabase, 'openLedger'>;
  readonly perSecond: number;
  readonly seconds: number;
  readonly next: () => Buffer;
}

/** An answer to a PIN that was charged and compared. */
interface Served {
  readonly dueMs: number;
  readonly latencyMs: number;
}

/** Everything seen during one overload. */
export interface Storm {
  readonly offered: Offered;
  readonly served: readonly Served[];
  readonly refused: number;
  /** Refused without saying when to come back. */
  readonly refusedBare: number;
  /** Neither an outcome nor an orderly refusal. */
  readonly strange: number;
  /** Before, every second during, and after the last answer. */
  readonly ledgers: readonly Ledger[];
  readonly rssMb: readonly number[];
}

const SECOND_MS = 1000;

/** Offers more than the server can take, and keeps the books it will be judged by. */
export async function raiseStorm(options: StormOptions): Promise<Storm> {
  const { server, database, perSecond, seconds, next } = options;
  const served: Served[] = [];
  const counts = { refused: 0, refusedBare: 0, strange: 0 };
  const ledger = await database.openLedger();
  const ledgers = [await ledger.read()];
  const rssMb: number[] = [];
  const watch = setInterval(() => {
    // A reading that fails ends the bench: without it there is no judging.
    void ledger.read().then((reading) => ledgers.push(reading));
    server.figures().then(
      (figures) => rssMb.push(figures.rssMb),
      () => undefined,
    );
  }, SECOND_MS);
  try {
    const offered = await openLoop({
      ...{ port: server.port, perSecond, durationMs: seconds * SECOND_MS, next },
      // Everybody who holds a place, and as many again who are being told that there is none.
      connections: 2 * server.places,
      heard(answer, latencyMs, dueMs) {
        if (wasCompared(answer)) served.push({ dueMs, latencyMs });
        else if (answer.status !== 503) counts.strange += 1;
        else if (/^retry-after: \d+\r?$/im.test(answer.head)) counts.refused += 1;
        else counts.refusedBare += 1;
      },
    });
    ledgers.push(await ledger.read());
    return { offered, served, ...counts, ledgers, rssMb };
  } finally {
    clearInterval(watch);
    await ledger.close();
  }
}

function wasCompared(answer: Answer): boolean {
  return (
    isVerified(answer) || (answer.status === 200 && answer.body.startsWith('{"outcome":"wrong"'))
  );
}
