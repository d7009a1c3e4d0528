import { runSql } from '../support/postgres/postgres-server.ts';

const ROWS = 20_000;

/** Rows of a tenant `t` are one in a hundred; whatever still waits is one in a thousand. */
const SPECIAL: Readonly<Record<string, string>> = {
  tenant: "CASE WHEN i % 100 = 0 THEN 't' ELSE 't' || i % 50 END",
  state: "CASE WHEN i % 1000 = 0 THEN 'waiting' WHEN i % 1000 = 1 THEN 'open' ELSE 'sent' END",
  status: "CASE WHEN i % 1000 = 0 THEN 'pending' ELSE 'complete' END",
};

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** Fills every table that grows, with rows that belong to nobody, and tells the planner. */
export async function fillTables(url: string, few: readonly string[]): Promise<void> {
  const columns = (await runSql(
    url,
    `SELECT table_name AS "table", column_name AS name, data_type AS type
      FROM information_schema.columns WHERE table_schema = 'public'
        AND is_identity = 'NO' AND table_name NOT LIKE 'schema%'`,
  )) as readonly Column[];
  // Nothing looks at foreign keys here: what the planner sees is the same.
  const fill = ["SET session_replication_role = 'replica'"];
  for (const [table, all] of Map.groupBy(columns, (column) => column.table)) {
    const names = all.map(({ name }) => name).join(', ');
    const values = all.map(madeUp).join(', ');
    const rows = few.includes(table) ? 50 : ROWS;
    fill.push(
      `INSERT INTO ${table} (${names}) SELECT ${values} FROM generate_series(1, ${rows}) i`,
    );
  }
  await runSql(url, [...fill, 'ANALYZE'].join(';\n'));
}

function madeUp({ name, type }: Column): string {
  if (SPECIAL[name] !== undefined) return SPECIAL[name];
  if (type === 'bytea') return "'\\x00'";
  return type === 'bigint' ? 'i' : `'${name}' || i`;
}
