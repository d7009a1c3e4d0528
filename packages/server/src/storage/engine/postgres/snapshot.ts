import type { SnapshotRows, Statement } from '../engine.ts';
import type { Connect } from './connect.ts';
import type { Connection } from './connection.ts';
import { withNumbers } from './given-rows.ts';

const ROWS_AT_ONCE = 500;

/**
 * A role may have times set that are right for requests and too short for whoever writes millions of
 * rows to a slow disk; one that hangs must still not hold back the server's tidying for ever.
 */
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = '10min';
  SET LOCAL idle_in_transaction_session_timeout = '10min'`;

/** On a connection of its own, with a cursor: neither side holds more than a few rows at a time. */
export async function* readSnapshot(
  connect: Connect,
  statements: readonly Statement[],
): AsyncGenerator<SnapshotRows> {
  const connection = await connect();
  try {
    await connection.runText(BEGIN);
    for (const [nth, statement] of statements.entries()) {
      await declare(connection, statement);
      for (;;) {
        const [answer] = await connection.runText(`FETCH ${ROWS_AT_ONCE} FROM moving`);
        const rows = answer?.rows ?? [];
        if (rows.length === 0) break;
        yield { nth, rows };
      }
      await connection.runText('CLOSE moving');
    }
    await connection.runText('COMMIT');
  } finally {
    await connection.close();
  }
}

async function declare(connection: Connection, { sql, params }: Statement): Promise<void> {
  await connection.run(`DECLARE moving NO SCROLL CURSOR FOR ${withNumbers(sql)}`, params);
}
