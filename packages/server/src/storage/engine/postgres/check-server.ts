import type { Connection } from './connection.ts';

const OLDEST_MAJOR = 14;

/**
 * Throws when this server, as it is set up, may forget a commit it confirmed: each forgotten charge
 * is a guess handed back. Says what to change.
 */
export async function checkServer(connection: Connection): Promise<void> {
  const [answer] = await connection.runText(`SELECT
    current_setting('server_version_num') AS version,
    current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('fsync') AS fsync,
    current_setting('full_page_writes') AS full_page_writes,
    current_setting('server_encoding') AS encoding`);
  const shown = answer?.rows[0] ?? {};
  const major = Math.floor(Number(shown['version']) / 10_000);
  const problems = [
    ...(major < OLDEST_MAJOR
      ? [`PostgreSQL ${OLDEST_MAJOR} or newer is needed, this is ${major}`]
      : []),
    ...(['off', 'local'].includes(String(shown['synchronous_commit']))
      ? ['synchronous_commit is off or local: ALTER ROLE ... SET synchronous_commit = on']
      : []),
    ...(shown['fsync'] === 'off'
      ? ['fsync is off: a power loss takes back guesses; turn it on']
      : []),
    ...(shown['full_page_writes'] === 'off' ? ['full_page_writes is off: turn it on'] : []),
    ...(shown['encoding'] === 'UTF8'
      ? []
      : ['its encoding is not UTF8: CREATE DATABASE ... ENCODING UTF8']),
  ];
  if (problems.length === 0) return;
  throw new Error(
    `The database cannot be used:\n${problems.map((each) => `  - ${each}`).join('\n')}`,
  );
}
