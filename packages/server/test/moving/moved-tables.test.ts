import { afterEach, expect, it } from 'vitest';
import { MOVED_TABLES, TABLES_THAT_STAY } from '../../src/storage/moving/moved-tables.ts';
import { makePlace, type Place, withEngine } from '../support/moving/place.ts';

let place: Place;
afterEach(() => place.remove());

/** What a schema has, in words both engines can say: `table.column kind`, and its keys. */
interface Schema {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
}

const SQLITE_COLUMNS = `SELECT m.name || '.' || c.name || ' ' || c.type ||
    CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE ' or NULL' END AS shown
  FROM sqlite_schema m JOIN pragma_table_info(m.name) c
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`;
const SQLITE_KEYS = `SELECT name || ': ' || GROUP_CONCAT(col, ' ') AS shown FROM (
    SELECT m.name AS name, c.name AS col FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.pk > 0 ORDER BY m.name, c.pk)
  GROUP BY name`;
const POSTGRES_COLUMNS = `SELECT table_name || '.' || column_name || ' ' || data_type ||
    CASE WHEN is_nullable = 'NO' THEN '' ELSE ' or NULL' END AS shown
  FROM information_schema.columns WHERE table_schema = 'public' LIMIT 10000`;
const POSTGRES_KEYS = `SELECT k.table_name || ': ' ||
    STRING_AGG(k.column_name, ' ' ORDER BY k.ordinal_position) AS shown
  FROM information_schema.key_column_usage k
  JOIN information_schema.table_constraints c USING (constraint_schema, constraint_name)
  WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public'
  GROUP BY k.table_name LIMIT 10000`;

const KINDS: Readonly<Record<string, string>> = {
  TEXT: 'text',
  INTEGER: 'integer',
  bigint: 'integer',
  BLOB: 'bytes',
  bytea: 'bytes',
};

async function schemaOf(columns: string, keys: string): Promise<Schema> {
  return withEngine(place, async (engine) => {
    const shown = async (sql: string) =>
      (await engine.query({ sql, params: [] }))
        .map((row) => String(row['shown']))
        .filter((each) => !TABLES_THAT_STAY.includes(each.split(/[.:]/)[0] ?? ''))
        .map((each) =>
          each.replace(/^(\S+\.\S+ )(\w+)/, (_, column, kind) => `${column}${KINDS[kind] ?? kind}`),
        )
        .toSorted();
    return { columns: await shown(columns), keys: await shown(keys) };
  });
}

/** A table or column that a migration adds and this list forgets would be left behind in silence. */
const LISTED: Schema = {
  columns: MOVED_TABLES.flatMap(({ name, columns }) =>
    [...columns].map(
      ([column, { kind, nullable }]) => `${name}.${column} ${kind}${nullable ? ' or NULL' : ''}`,
    ),
  ).toSorted(),
  keys: MOVED_TABLES.map(({ name, key }) => `${name}: ${key.join(' ')}`).toSorted(),
};

it('are all there are in SQLite, column by column', async () => {
  place = await makePlace('SQLite');
  expect(await schemaOf(SQLITE_COLUMNS, SQLITE_KEYS)).toEqual(LISTED);
});

it('are all there are in PostgreSQL, column by column', async () => {
  place = await makePlace('PostgreSQL');
  expect(await schemaOf(POSTGRES_COLUMNS, POSTGRES_KEYS)).toEqual(LISTED);
});
