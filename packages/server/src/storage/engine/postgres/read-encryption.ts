import type { Connection } from './connection.ts';

/** How a session reaches its server. */
export interface Encryption {
  /** Such as `TLSv1.3`; `null`: in the clear. */
  readonly version: string | null;
  /** By a socket, or over the loopback: nobody is in between. */
  readonly isLocal: boolean;
}

const QUERY = `SELECT CASE WHEN ssl THEN version END AS version,
  coalesce(inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1', true) AS local
  FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;

export async function readEncryption(connection: Connection): Promise<Encryption> {
  const [answer] = await connection.runText(QUERY);
  const row = answer?.rows[0] ?? {};
  const { version = null, local } = row;
  return { version: version === null ? null : String(version), isLocal: isTrue(local) };
}

/** A driver may leave a truth value as the text it came as. */
function isTrue(value: unknown): boolean {
  return value === true || value === 't';
}
