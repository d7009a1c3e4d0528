import { Client } from 'pg';
import { subjectId, subjectIdInSql, TENANT } from '../subjects.ts';
import type { Filling } from './fill-credentials.ts';

/** Rows of one statement: few enough that the log can be recycled in between. */
const AT_ONCE = 500_000;

export async function fillPostgres(databaseUrl: string, filling: Filling): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // The copies refer to each other as the template does; to check each again would take minutes.
    await client.query('SET session_replication_role = replica');
    await copy(client, filling, { table: 'subjects', idColumn: 'id' });
    await copy(client, filling, { table: 'credentials', idColumn: 'subject' });
    // As in a database that has long had these rows: statistics known, nothing left to write.
    await client.query('VACUUM ANALYZE subjects, credentials');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

interface Copied {
  readonly table: string;
  readonly idColumn: string;
}

/** Copies the template's row under the id of every number that is not kept free. */
async function copy(
  client: Client,
  { template, fillTo, free }: Filling,
  { table, idColumn }: Copied,
): Promise<void> {
  const columns = await columnsOf(client, table);
  const copied = columns.map((column) =>
    column === idColumn ? subjectIdInSql('number') : `original.${column}`,
  );
  const insert = `INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${copied.join(', ')}
      FROM ${table} AS original CROSS JOIN generate_series($3::bigint, $4::bigint) AS number
      WHERE original.tenant = $1 AND original.${idColumn} = $2
        AND number NOT IN (SELECT unnest($5::bigint[]))`;
  for (let first = 0; first < fillTo; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE, fillTo) - 1;
    await client.query(insert, [TENANT, subjectId(template), first, last, [...free]]);
  }
}

async function columnsOf(client: Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1',
    [table],
  );
  return rows.map(({ name }) => name);
}
