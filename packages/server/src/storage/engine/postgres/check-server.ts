import type { Connection } from './connection.ts';

const OLDEST_MAJOR = 14;

/** What a server must be set to, lest it forgets a commit it confirmed. */
export interface ServerRule {
  /** The setting, as PostgreSQL names it. */
  readonly name: string;
  readonly isMet: (value: string) => boolean;
  /** What is wrong and what to change. */
  readonly todo: (value: string) => string;
}

/** Each forgotten charge is a guess handed back. */
export const SERVER_RULES: readonly ServerRule[] = [
  {
    name: 'server_version_num',
    isMet: (value) => majorOf(value) >= OLDEST_MAJOR,
    todo: (value) => `PostgreSQL ${OLDEST_MAJOR} or newer is needed, this is ${majorOf(value)}`,
  },
  {
    name: 'synchronous_commit',
    isMet: (value) => !['off', 'local'].includes(value),
    todo: (value) =>
      `synchronous_commit is ${value}; it must not be off or local: ALTER ROLE ... SET synchronous_commit = on`,
  },
  {
    name: 'fsync',
    isMet: (value) => value === 'on',
    todo: () => 'fsync is off: a power loss takes back guesses; turn it on',
  },
  {
    name: 'full_page_writes',
    isMet: (value) => value === 'on',
    todo: () => 'full_page_writes is off: turn it on',
  },
  {
    name: 'server_encoding',
    isMet: (value) => value === 'UTF8',
    todo: () => 'its encoding is not UTF8: CREATE DATABASE ... ENCODING UTF8',
  },
];

/** Throws when this server, as it is set up, may forget a commit it confirmed. Says what to change. */
export async function checkServer(connection: Connection): Promise<void> {
  const settings = await readSettings(connection);
  const problems = SERVER_RULES.filter(({ name, isMet }) => !isMet(settings[name] ?? '')).map(
    ({ name, todo }) => todo(settings[name] ?? ''),
  );
  if (problems.length === 0) return;
  throw new Error(
    `The database cannot be used:\n${problems.map((each) => `  - ${each}`).join('\n')}`,
  );
}

/** The value of every setting there is a rule about, by name. */
export async function readSettings(
  connection: Connection,
): Promise<Readonly<Record<string, string>>> {
  const columns = SERVER_RULES.map(({ name }) => `current_setting('${name}') AS ${name}`);
  const [answer] = await connection.runText(`SELECT ${columns.join(', ')}`);
  const row = answer?.rows[0] ?? {};
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}

function majorOf(versionNumber: string): number {
  return Math.floor(Number(versionNumber) / 10_000);
}
