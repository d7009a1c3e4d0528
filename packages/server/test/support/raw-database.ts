import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Row, Statement } from '../../src/storage/engine/engine.ts';
import { Connection, StatementNames } from '../../src/storage/engine/postgres/connection.ts';
import { withNumbers } from '../../src/storage/engine/postgres/given-rows.ts';
import { databaseUrlOf, TEST_ENGINE } from './test-engine.ts';

/** Runs a statement as somebody who has the database and not our code; the server may be running. */
export async function runRaw(
  dataDir: string,
  sql: string,
  ...params: Statement['params']
): Promise<readonly Row[]> {
  if (TEST_ENGINE === 'sqlite') return runOnSqlite(dataDir, sql, params);
  return withConnection(dataDir, (connection) => rowsOf(connection, withNumbers(sql), params));
}

/**
 * Whatever the database holds outside the data directory, as bytes that can be searched: every row,
 * and the files of every table and index, where changed and deleted rows still lie.
 */
export async function dumpDatabase(
  dataDir: string,
): Promise<readonly (readonly [string, string])[]> {
  if (TEST_ENGINE === 'sqlite') return [];
  return withConnection(dataDir, async (connection) => {
    await connection.runText('CHECKPOINT');
    const files = await rowsOf(connection, FILES);
    const dump = files.map(({ name, bytes }) => [`${name} (file)`, searchable(bytes)] as const);
    const rows: (readonly [string, string])[] = [];
    for (const { name } of await rowsOf(connection, TABLES)) {
      const found = await rowsOf(connection, `SELECT * FROM ${name}`);
      const values = found.flatMap((row) => Object.values(row).map(searchable));
      rows.push([`${name} (rows)`, values.join('\n')]);
    }
    return [...rows, ...dump];
  });
}

const TABLES = `SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;
/** Long values lie in a table beside their own. */
const FILES = `SELECT relname AS name, pg_read_binary_file(pg_relation_filepath(oid)) AS bytes
  FROM pg_class WHERE relkind IN ('r', 'i', 't')
    AND (relnamespace = 'public'::regnamespace OR oid IN (
      SELECT reltoastrelid FROM pg_class WHERE relnamespace = 'public'::regnamespace))`;

function searchable(value: unknown): string {
  const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
  return bytes.toString('latin1');
}

function runOnSqlite(dataDir: string, sql: string, params: Statement['params']): readonly Row[] {
  const database = new DatabaseSync(join(dataDir, 'pintumbler.db'));
  try {
    const rows = database.prepare(sql).all(...params) as readonly Row[];
    return rows.map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

async function rowsOf(
  connection: Connection,
  sql: string,
  params: Statement['params'] = [],
): Promise<readonly Row[]> {
  return (await connection.run(sql, params)).rows;
}

async function withConnection<R>(
  dataDir: string,
  use: (connection: Connection) => Promise<R>,
): Promise<R> {
  const config = { connectionString: await databaseUrlOf(dataDir) };
  const connection = await Connection.open(config, new StatementNames());
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
