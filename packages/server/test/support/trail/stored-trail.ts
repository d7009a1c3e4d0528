import type { Engine, Row, Statement } from '../../../src/storage/engine/engine.ts';

/** The columns that name a row, for each table a trail lies in. */
const KEYS = {
  audit: ['seq'],
  audit_lanes: ['tenant', 'lane'],
  audit_marks: ['tenant', 'lane'],
  audit_chains: ['tenant', 'chain'],
  audit_checkpoints: ['tenant', 'chain', 'number'],
};

type Table = keyof typeof KEYS;
const TABLES = Object.keys(KEYS) as Table[];

/** A trail as somebody finds it who has the database and not our code. */
export type StoredTrail = Readonly<Record<Table, readonly Row[]>>;

export async function readRows(engine: Engine): Promise<StoredTrail> {
  const read = async (table: Table) => {
    const sql = `SELECT * FROM ${table} ORDER BY ${KEYS[table].join(', ')}`;
    return [table, await engine.query({ sql, params: [] })] as const;
  };
  return Object.fromEntries(await Promise.all(TABLES.map(read))) as StoredTrail;
}

/** Puts back every row that is not as it was. */
export async function restoreRows(engine: Engine, wanted: StoredTrail): Promise<void> {
  const found = await readRows(engine);
  const steps = TABLES.flatMap((table) => {
    const [now, before] = [byText(found[table]), byText(wanted[table])];
    const strange = [...now].filter(([text]) => !before.has(text));
    const gone = [...before].filter(([text]) => !now.has(text));
    return [
      ...strange.map(([, row]) => removeRow(table, row)),
      ...gone.map(([, row]) => putRow(table, row)),
    ];
  });
  await engine.define(steps);
}

function byText(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [JSON.stringify(row), row]));
}

function removeRow(table: Table, row: Row): Statement {
  const where = KEYS[table].map((column) => `${column} = ?`).join(' AND ');
  const params = KEYS[table].map((column) => row[column] ?? null);
  return { sql: `DELETE FROM ${table} WHERE ${where}`, params };
}

export function putRow(table: Table, row: Row): Statement {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
  return { sql, params: Object.values(row) };
}
