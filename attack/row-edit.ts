import { mustBeSo, mustHold } from './row.ts';
import type { RunSql, Value } from './target/database.ts';

export type Columns = Readonly<Record<string, Value>>;

/** Something an attacker writes into one row, and what they get by it. */
export interface RowEdit {
  readonly table: string;
  /** What names the row. */
  readonly key: Columns;
  readonly change: Columns;
  /** Whether the attacker gets what they want; `false` before the edit. */
  readonly works: () => Promise<boolean>;
}

/** Makes the edit, with the seal as it is and without one, and throws a breach where it works. */
export async function mustNotWork(sql: RunSql, what: string, edit: RowEdit): Promise<void> {
  const { table, key, change, works } = edit;
  const [before, ...more] = await sql(`SELECT * FROM ${table} WHERE ${named(key)}`, ...own(key));
  mustBeSo(before !== undefined && more.length === 0, `no single row for ${what} in ${table}`);
  mustBeSo(!(await works()), `${what} works without any edit`);
  const unsealed = 'mac' in before ? [{ mac: null }, { mac: '' }] : [];
  for (const seal of [{}, ...unsealed]) {
    const wanted = { ...change, ...seal };
    const set = `UPDATE ${table} SET ${assigned(wanted)} WHERE ${named(key)}`;
    await sql(set, ...own(wanted), ...own(key));
    const got = await works();
    const moved = { ...key, ...pick(wanted, Object.keys(key)) };
    const back = `UPDATE ${table} SET ${assigned(before)} WHERE ${named(moved)}`;
    await sql(back, ...own(before), ...own(moved));
    mustHold(!got, `${what} worked by an edit in ${table}`);
  }
  mustBeSo(!(await works()), `${what} works after its row was put back`);
}

function named(key: Columns): string {
  return Object.keys(key)
    .map((column) => `${column} = ?`)
    .join(' AND ');
}

export function assigned(change: Columns): string {
  return Object.keys(change)
    .map((column) => `${column} = ?`)
    .join(', ');
}

export function own(columns: Columns): readonly Value[] {
  return Object.values(columns);
}

function pick(columns: Columns, names: readonly string[]): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => names.includes(name)));
}
