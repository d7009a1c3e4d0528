import { Fault } from '../../fault.ts';
import type { PortionResult, SealedRowKey } from '../../model/key-rotation.ts';
import {
  SEALED_TABLES,
  type SealedTable,
  type SealedTableName,
} from '../../model/sealed-tables.ts';
import type { SealedRow } from '../../ports/key-store.ts';
import { KEY_PROBE } from '../check-keys.ts';
import { resealRow } from './reseal-row.ts';
import type { ResealPorts } from './reseal-value.ts';

/** Rows read at once: their writes share a commit or two, and nobody waits long behind them. */
export const PORTION = 64;

/** Where a walk over all sealed values has come to; `null`: to its end. */
export interface Place {
  readonly table: number;
  readonly after: SealedRowKey | null;
}

export const START: Place = { table: 0, after: null };

interface Portion {
  readonly table: SealedTable & { readonly name: SealedTableName };
  readonly rows: readonly SealedRow[];
  readonly next: Place | null;
}

async function readPortion(
  { store }: Pick<ResealPorts, 'store'>,
  { table: index, after }: Place,
): Promise<Portion | null> {
  const table = SEALED_TABLES[index];
  if (table === undefined) return null;
  const rows = await store.walkSealed(table, after, PORTION);
  const last = rows.at(-1);
  const more = rows.length === PORTION && last !== undefined;
  const next = more ? { table: index, after: last.key } : { table: index + 1, after: null };
  // Of the facts one is sealed.
  const sealed = table.name === 'facts' ? rows.filter(({ key }) => key[0] === KEY_PROBE) : rows;
  return { table, rows: sealed, next: next.table < SEALED_TABLES.length ? next : null };
}

export interface Walked extends PortionResult {
  readonly next: Place | null;
}

/**
 * Seals anew what the next rows hold, where it is not under today's keys. What does not open stays as
 * it is and is named: somebody altered it, or its root was lost before.
 */
export async function resealPortion(ports: ResealPorts, place: Place): Promise<Walked> {
  const portion = await readPortion(ports, place);
  if (portion === null) return { looked: 0, resealed: 0, broken: [], next: null };
  const { table, rows, next } = portion;
  const results = await Promise.all(
    rows.map(async (row) => {
      if (await isCurrent(ports, row)) return 'current';
      return resealRow(ports, table.name, row).then(() => 'resealed' as const, brokenOnly);
    }),
  );
  const broken = rows.filter((_, at) => results[at] === 'broken');
  return {
    looked: rows.length,
    // Also one that was changed meanwhile: only a pass that met none at all proves anything.
    resealed: results.filter((each) => each === 'resealed').length,
    broken: broken.map(({ key }) => nameOf(table, key)),
    next,
  };
}

/** Rows that hold something under a root, named, as far as `limit`; every row is looked at. */
export async function findUnder(
  ports: Pick<ResealPorts, 'store' | 'roots'>,
  root: string,
  limit: number,
): Promise<{ readonly count: number; readonly named: readonly string[] }> {
  let place: Place | null = START;
  let count = 0;
  const named: string[] = [];
  while (place !== null) {
    const portion: Portion | null = await readPortion(ports, place);
    if (portion === null) break;
    for (const { key, tenant, values } of portion.rows) {
      const each = values.map((sealed) => ports.roots.isUnder(root, tenant, sealed));
      if (!(await Promise.all(each)).some(Boolean)) continue;
      count += 1;
      if (named.length < limit) named.push(nameOf(portion.table, key));
    }
    place = portion.next;
  }
  return { count, named };
}

async function isCurrent(
  { roots }: Pick<ResealPorts, 'roots'>,
  { tenant, values }: SealedRow,
): Promise<boolean> {
  const each = await Promise.all(values.map((sealed) => roots.isCurrent(tenant, sealed)));
  return each.every(Boolean);
}

/** A database that cannot save right now breaks nothing: the portion is done again. */
function brokenOnly(error: unknown): 'broken' {
  if (error instanceof Fault && error.code === 'integrity') return 'broken';
  throw error;
}

function nameOf({ name }: SealedTable, key: SealedRowKey): string {
  return `${name} ${key.join('/')}`;
}
