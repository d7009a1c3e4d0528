import type { Instant } from '../../core/model/instant.ts';
import type { ColumnTypes, Row, Statement } from '../engine/engine.ts';
import type { Migration } from '../migrations/migrations.ts';
import { integer } from './column.ts';

/** What the records of migrations say about a database; both are 0 before the first one. */
export interface Schema {
  readonly version: number;
  /** Servers that know this version or a newer one may run on it. */
  readonly oldest: number;
}

/** Records of the time before `schema_reach` have no row there: no older server runs beside them. */
export function createRecords({ integer: number, text }: ColumnTypes): readonly Statement[] {
  return [
    `CREATE TABLE IF NOT EXISTS schema_migrations (
      version ${number} PRIMARY KEY, name ${text} NOT NULL, applied_at ${number} NOT NULL
    )`,
    `CREATE TABLE IF NOT EXISTS schema_reach (
      version ${number} PRIMARY KEY, oldest ${number} NOT NULL
    )`,
  ].map((sql) => ({ sql, params: [] }));
}

export function insertRecord(
  { version, name, oldest }: Migration,
  now: Instant,
): readonly Statement[] {
  return [
    {
      sql: 'INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)',
      params: [version, name, now],
    },
    { sql: 'INSERT INTO schema_reach (version, oldest) VALUES (?, ?)', params: [version, oldest] },
  ];
}

export function selectSchema(): Statement {
  return {
    sql: `SELECT COALESCE(MAX(applied.version), 0) AS version,
        COALESCE(MAX(COALESCE(reach.oldest, applied.version)), 0) AS oldest
      FROM schema_migrations AS applied
      LEFT JOIN schema_reach AS reach ON reach.version = applied.version`,
    params: [],
  };
}

/** Where there is no `schema_reach` yet. */
export function selectLatest(): Statement {
  const version = 'COALESCE(MAX(version), 0)';
  const sql = `SELECT ${version} AS version, ${version} AS oldest FROM schema_migrations`;
  return { sql, params: [] };
}

export function toSchema(row: Row): Schema {
  return { version: integer(row, 'version'), oldest: integer(row, 'oldest') };
}
