import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Engine, Row, SqlValue } from '../engine/engine.ts';
import { selectCredentialPage } from '../queries/credentials.ts';
import { CredentialRows } from './credential-rows.ts';
import { type Damage, nameOf } from './damaged-row.ts';
import type { SealedTable } from './row-text.ts';
import { SealedRows, type SealedRowsTable } from './sealed-rows.ts';
import { SEALED_CREDENTIAL_ROWS, SEALED_ROWS } from './sealed-tables.ts';

export interface DamageFound {
  readonly rows: number;
  /** In words, the first of them. */
  readonly damaged: readonly string[];
  /** Whether there was no time left for the rest. */
  readonly stopped: boolean;
}

/** Rows read at once, and named at most. */
const PAGE = 500;
const NAMED_MAX = 20;

/**
 * Looks at every authenticated row; reads only. `hasTime` is asked between portions. A credential that is gone
 * is not found here, but when somebody comes for it.
 */
export async function findDamage(
  look: Pick<Engine, 'query'>,
  crypto: RowCrypto,
  hasTime: () => boolean,
): Promise<DamageFound> {
  const damaged: string[] = [];
  const refuse = () => new Error('nobody is refused here');
  const tell = (damage: Damage) => {
    if (damaged.length < NAMED_MAX) damaged.push(`${nameOf(damage)}: ${damage.reason}`);
  };
  const credentials = new CredentialRows(crypto);
  const tables: readonly [SealedTable, (row: Row) => void][] = [
    [SEALED_CREDENTIAL_ROWS, (row) => lookAtCredential(credentials, row, tell)],
    ...SEALED_ROWS.map((table): [SealedTable, (row: Row) => void] => {
      const rows = new SealedRows(crypto, table, { tell, refuse });
      return [table, (row) => void rows.isSound(row)];
    }),
  ];
  let rows = 0;
  for (const [table, judge] of tables) {
    for (let after: readonly SqlValue[] | null = null; ; ) {
      if (!hasTime()) return { rows, damaged, stopped: true };
      const page: readonly Row[] = await look.query(pageOf(table, after));
      page.forEach(judge);
      rows += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = table.key.map((column) => last[column] ?? null);
    }
  }
  return { rows, damaged, stopped: false };
}

function pageOf(table: SealedTable | SealedRowsTable, after: readonly SqlValue[] | null) {
  if (table === SEALED_CREDENTIAL_ROWS) return selectCredentialPage(after, PAGE);
  const key = table.key.join(', ');
  const from = after === null ? '' : `WHERE (${key}) > (${table.key.map(() => '?').join(', ')})`;
  return {
    sql: `SELECT ${[...table.key, ...table.state, 'mac'].join(', ')} FROM ${table.name} ${from}
      ORDER BY ${key} LIMIT ?`,
    params: [...(after ?? []), PAGE],
  };
}

function lookAtCredential(
  credentials: CredentialRows,
  row: Row,
  tell: (damage: Damage) => void,
): void {
  const [tenant, subject, purpose] = ['tenant', 'subject', 'purpose'].map((name) =>
    String(row[name]),
  ) as [string, string, string];
  const past = { generation: row['spoken'] ?? null, subject_born: row['subject_born'] ?? null };
  const key = { tenant, subject, purpose };
  const read = credentials.open({
    key,
    row: { ...row, suspended_at: null },
    past,
    known: undefined,
  });
  if ('damage' in read) tell(read.damage);
}
