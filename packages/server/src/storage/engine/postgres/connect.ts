import type { ClientConfig } from 'pg';
import { checkServer } from './check-server.ts';
import { Connection, type StatementNames } from './connection.ts';

export type Connect = () => Promise<Connection>;

const CONNECT_WITHIN_MS = 3_000;

/**
 * Left alone, the server plans statements over arrays anew each time, because it hopes to gain from
 * knowing how many rows there are: half of its work for us. All of ours find rows by their keys,
 * for which one plan does. Behind a pooler that changes sessions some may miss this, and be slower.
 */
const ONE_PLAN = 'SET plan_cache_mode = force_generic_plan';

/**
 * Connects to the first of the addresses that takes writes and keeps them: after a failover the old primary is gone
 * or a standby, and one of the others has its place. Throws what the last one said.
 */
export function connectTo(addresses: readonly string[], names: StatementNames): Connect {
  return async () => {
    let refusal: unknown = new Error('no address of a database is given');
    for (const address of addresses) {
      try {
        return await openWritable(address, names);
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  };
}

async function openWritable(address: string, names: StatementNames): Promise<Connection> {
  const config: ClientConfig = {
    connectionString: address,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'pintumbler',
    keepAlive: true,
  };
  const connection = await Connection.open(config, names);
  try {
    const [, shown] = await connection.runText(`${ONE_PLAN}; SHOW transaction_read_only`);
    if (shown?.rows[0]?.['transaction_read_only'] !== 'off') {
      throw new Error('the database only reads: it is a standby, or set to read only');
    }
    // A standby that was promoted may be set up in another way than its primary was.
    await checkServer(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
