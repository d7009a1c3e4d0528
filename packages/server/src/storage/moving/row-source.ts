import { OPERATORS_TENANT } from '../../core/model/operator.ts';
import type { MovedRow, RowSource } from '../../core/ports/row-mover.ts';
import type { Engine, Row, Statement } from '../engine/engine.ts';
import { assertMigrated, latestOf } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { bytesOrNull, integer } from '../queries/column.ts';
import { EPOCH_FACT, selectFact } from '../queries/facts.ts';
import { refuseUnfinishedRestore } from '../restoring/restore-mark.ts';
import { IMPORT_FACT } from './import-mark.ts';
import { MOVED_TABLES, type MovedTable } from './moved-tables.ts';
import { refuseUnfinishedImport } from './refuse-unfinished-import.ts';

/**
 * Everything a database holds, for a copy. Throws when the schema is not the one this program knows,
 * or an import into it was not finished.
 */
export async function openRowSource(engine: Engine, keyProbe: string): Promise<RowSource> {
  await assertMigrated(engine);
  await refuseUnfinishedImport(engine);
  await refuseUnfinishedRestore(engine);
  return {
    schema: latestOf(MIGRATIONS),
    async keyProbe() {
      const [row] = await engine.query(selectFact(keyProbe));
      return row === undefined ? null : bytesOrNull(row, 'value');
    },
    async missing(tenants) {
      const sql = 'SELECT id FROM tenants WHERE id = ?';
      const found = await Promise.all(tenants.map((id) => engine.query({ sql, params: [id] })));
      return tenants.filter((id, index) => id === OPERATORS_TENANT || found[index]?.length === 0);
    },
    read: (tenants) => readRows(engine, tenants),
    async newestAudit() {
      const sql = 'SELECT COALESCE(MAX(seq), 0) AS seq FROM audit';
      const [row] = await engine.query({ sql, params: [] });
      return row === undefined ? 0 : integer(row, 'seq');
    },
  };
}

async function* readRows(
  engine: Engine,
  tenants: readonly string[],
): AsyncGenerator<readonly MovedRow[]> {
  const statements = MOVED_TABLES.map((table) => selectAll(table, tenants));
  for await (const { nth, rows } of engine.snapshot(statements)) {
    const name = MOVED_TABLES[nth]?.name ?? '';
    yield rows.filter((row) => !isMark(name, row)).map((columns) => ({ table: name, columns }));
  }
}

function selectAll(
  { name, key, tenant, columns }: MovedTable,
  tenants: readonly string[],
): Statement {
  const narrowed =
    tenants.length > 0 ? `AND ${tenant} IN (${tenants.map(() => '?').join(', ')})` : '';
  // Who operates this installation stays with it.
  const where = tenant === null ? '' : `WHERE ${tenant} <> ? ${narrowed}`;
  return {
    sql: `SELECT ${[...columns.keys()].join(', ')} FROM ${name} ${where} ORDER BY ${key.join(', ')}`,
    params: tenant === null ? [] : [OPERATORS_TENANT, ...tenants],
  };
}

/** How this database came to its rows, and how far it has come, is not the business of the next one. */
function isMark(table: string, row: Row): boolean {
  return table === 'facts' && (row['name'] === IMPORT_FACT || row['name'] === EPOCH_FACT);
}
