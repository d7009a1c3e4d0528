import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

export type Value = string | number | bigint | null | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

/** Runs a statement with `?` for its values, as somebody who has the database and not our code. */
export type RunSql = (sql: string, ...values: readonly Value[]) => Promise<readonly Row[]>;

/** Into the embedded database, beside the server that has it open. */
export function sqliteRunner(dataDir: string): RunSql {
  return async (sql, ...values) => {
    const database = new DatabaseSync(join(dataDir, 'pintumbler.db'));
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      const rows = database.prepare(sql).all(...values) as readonly Row[];
      return rows.map((row) => ({ ...row }));
    } finally {
      database.close();
    }
  };
}

export function postgresRunner(url: string): RunSql {
  return async (sql, ...values) => {
    let place = 0;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      const text = sql.replaceAll('?', () => `$${++place}`);
      return (await client.query(text, [...values])).rows as readonly Row[];
    } finally {
      await client.end();
    }
  };
}

const TABLES = {
  sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table'",
  postgres:
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
};

/** The names of all tables there are. */
export async function tablesOf(
  engine: keyof typeof TABLES,
  sql: RunSql,
): Promise<readonly string[]> {
  return (await sql(TABLES[engine])).map(({ name }) => String(name));
}
