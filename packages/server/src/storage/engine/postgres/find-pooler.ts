import type { Connection } from './connection.ts';
import { codeOf } from './postgres-errors.ts';

/**
 * What stands between us and the server. `none`: as far as can be seen. `session`: each of our
 * sessions has one of the server's to itself, at least now. `transaction`: they share, and statements
 * prepared on one are known on the other. `broken`: they share, and prepared statements get lost.
 */
export type Pooler = 'none' | 'session' | 'transaction' | 'broken';

const UNKNOWN_STATEMENT = '26000';
const PROCESS = 'SELECT pg_backend_pid() AS process';

/** Looks with two sessions that are both open; neither may have a transaction under way. */
export async function findPooler(one: Connection, other: Connection): Promise<Pooler> {
  const first = await processOf(one);
  if (first === one.announcedProcess) return 'none';
  await other.runText('BEGIN');
  try {
    // Idle, `one` holds on to its process only where it has it for itself.
    if ((await processOf(other)) !== first) return 'session';
    // Now `one` gets another process, where what it prepared is unknown.
    await processOf(one);
    return 'transaction';
  } catch (error) {
    if (codeOf(error) === UNKNOWN_STATEMENT) return 'broken';
    throw error;
  } finally {
    await other.runText('ROLLBACK');
  }
}

/** Prepared the first time a session asks it, and only named from then on. */
async function processOf(session: Connection): Promise<number> {
  const { rows } = await session.run(PROCESS, []);
  return Number(rows[0]?.['process']);
}
