import fc from 'fast-check';
import type { MovedColumns, MovedRow, MovedValue } from '../../../src/core/ports/row-mover.ts';
import type { Statement } from '../../../src/storage/engine/engine.ts';
import {
  MOVED_TABLES,
  type MovedColumn,
  type MovedTable,
} from '../../../src/storage/moving/moved-tables.ts';

/** What text goes wrong with: ends of lines, composed and not, right to left, beyond 16 bits. */
const ODD_TEXTS = [
  '',
  '\u2028',
  '\r\n',
  'é',
  'e\u0301',
  '\u202eabc',
  '🔑',
  '\ufeff',
  '\uffff',
  '\\"}',
];

const text = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  // PostgreSQL cannot store U+0000; what becomes of it is a test of its own.
  fc.string({ unit: 'binary', maxLength: 40 }).map((each) => each.replaceAll('\u0000', '.')),
);
const integer = fc.oneof(fc.nat(), fc.maxSafeInteger());
const bytes = fc.uint8Array({ maxLength: 60 });

/** People and tenants the generated rows are about, so that what they belong to is there. */
const TENANTS = ['generated-é', 'generated-🔑'];
const SUBJECTS = ['one', 'two\u2028', '\uffff'];
const WEBHOOK = 'hook';
const IN_EACH_TABLE = 60;
const NO_ID = JSON.stringify([undefined]);

/** Rows of every table, different ones for each seed, nothing but the schema's own rules kept. */
export function generateRows(seed: number): readonly MovedRow[] {
  return [...fixedRows(), ...MOVED_TABLES.filter(isFree).flatMap((table) => rowsOf(table, seed))];
}

export function insertRow({ table, columns }: MovedRow): Statement {
  const names = Object.keys(columns);
  return {
    sql: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    params: Object.values(columns),
  };
}

const FIXED = ['tenants', 'subjects', 'webhooks', 'facts'];

function isFree({ name }: MovedTable): boolean {
  return !FIXED.includes(name);
}

/** A row with the same values every time, apart from those given. */
export function plainRow(name: string, given: MovedColumns): MovedRow {
  const table = MOVED_TABLES.find((each) => each.name === name);
  const columns = [...(table?.columns ?? [])].map(([column, { kind, nullable }]) => {
    const plain = { text: '{}', integer: 1, bytes: Uint8Array.of(1) }[kind];
    return [column, nullable ? null : plain] as const;
  });
  return { table: name, columns: { ...Object.fromEntries(columns), ...given } };
}

function fixedRows(): readonly MovedRow[] {
  return [
    ...TENANTS.map((id) => plainRow('tenants', { id })),
    ...TENANTS.flatMap((tenant) => SUBJECTS.map((id) => plainRow('subjects', { tenant, id }))),
    ...TENANTS.map((tenant) => plainRow('webhooks', { tenant, id: WEBHOOK })),
  ];
}

function rowsOf({ name, key, columns }: MovedTable, seed: number): readonly MovedRow[] {
  const values = [...columns].map(
    ([column, about]) => [column, arbitraryOf(column, about)] as const,
  );
  const rows = fc.record<MovedColumns>(Object.fromEntries(values));
  const known = new Set<string>();
  return fc
    .sample(rows, { seed, numRuns: IN_EACH_TABLE })
    .filter((row) => {
      // Events and messages have ids beside their numbers, which only one may have too.
      const names = [key, ['id']].map((named) => JSON.stringify(named.map((each) => row[each])));
      if (names.some((named) => known.has(named))) return false;
      for (const named of names.filter((each) => each !== NO_ID)) known.add(named);
      return true;
    })
    .map((each) => ({ table: name, columns: each }));
}

function arbitraryOf(column: string, { kind, nullable }: MovedColumn): fc.Arbitrary<MovedValue> {
  const known = {
    tenant: fc.constantFrom(...TENANTS),
    subject: fc.constantFrom(...SUBJECTS),
    webhook: fc.constant(WEBHOOK),
    // Small numbers are taken by the rows of a server, and identities have an end.
    seq: fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
    value: kind === 'text' ? fc.nat().map((each) => each.toString(16).padStart(16, '0')) : bytes,
  }[column];
  const any: fc.Arbitrary<MovedValue> = known ?? { text, integer, bytes }[kind];
  return nullable ? fc.option(any, { nil: null }) : any;
}
