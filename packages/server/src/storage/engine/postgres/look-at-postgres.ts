import type { SqlValue } from '../engine.ts';
import type { Look } from '../look.ts';
import { Connection, StatementNames } from './connection.ts';
import { withNumbers } from './given-rows.ts';

/** One address of the list, and what answers there. */
export interface HostLook {
  /** Without user and password. */
  readonly host: string;
  readonly answers: 'writes' | 'only reads' | 'not';
  /** What it said, where it does not answer. */
  readonly reason: string;
}

export interface PostgresLook extends Look {
  readonly hosts: readonly HostLook[];
  /** To the first host that takes writes, and another one to the same; `null` where none does. */
  readonly sessions: readonly [Connection, Connection] | null;
}

const CONNECT_WITHIN_MS = 3_000;

/** Looks at every address, as a node does at its start. */
export async function lookAtPostgres(addresses: readonly string[]): Promise<PostgresLook> {
  const hosts: HostLook[] = [];
  let sessions: PostgresLook['sessions'] = null;
  for (const address of addresses) {
    const host = new URL(address).host;
    try {
      const session = await open(address);
      const answers = (await isWritable(session)) ? 'writes' : 'only reads';
      hosts.push({ host, answers, reason: '' });
      if (answers === 'writes' && sessions === null) sessions = [session, await open(address)];
      else await session.close();
    } catch (error) {
      hosts.push({ host, answers: 'not', reason: reasonOf(error) });
    }
  }
  const all = async (sql: string, params: readonly SqlValue[]) =>
    (await sessions?.[0].run(withNumbers(sql), params))?.rows ?? [];
  return {
    hosts,
    sessions,
    query: ({ sql, params }) => all(sql, params),
    async hasTable(name) {
      const [row] = await all('SELECT to_regclass(?::text) IS NOT NULL AS there', [name]);
      return row !== undefined && Boolean(row['there']);
    },
    async close() {
      await Promise.all((sessions ?? []).map((session) => session.close()));
    },
  };
}

function open(connectionString: string): Promise<Connection> {
  const limits = { connectionTimeoutMillis: CONNECT_WITHIN_MS, application_name: 'pintumbler' };
  return Connection.open({ connectionString, ...limits }, new StatementNames());
}

async function isWritable(session: Connection): Promise<boolean> {
  const [shown] = await session.runText('SHOW transaction_read_only');
  return shown?.rows[0]?.['transaction_read_only'] === 'off';
}

/** Several addresses of one name fail together, with nothing said but in their parts. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
