import type { Engine, Row, SqlValue, Statement } from '../../../src/storage/engine/engine.ts';
import { putRow } from './stored-trail.ts';

interface Named {
  readonly seq: SqlValue;
  readonly lane: SqlValue;
  readonly number: SqlValue;
}

/** What somebody does to rows of the audit table. */
export interface Edit {
  readonly kind: string;
  /** Entries any of which is the right one to name. */
  readonly about: readonly Named[];
  readonly steps: readonly Step[];
}

type Step =
  | { readonly set: Row; readonly seq: SqlValue }
  | { readonly remove: SqlValue }
  | { readonly put: Row };

/** Choices that are the same at every run, and different for each edit (mulberry32). */
function chooser(nth: number): (below: number) => number {
  let state = Math.imul(nth + 1, 0x9e3779b1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const UNUSED_SEQ = 900_000;

export function randomEdit(rows: readonly Row[], nth: number): Edit {
  const choose = chooser(nth);
  const pick = (): Row => rows[choose(rows.length)] ?? {};
  const kinds = [
    editColumn,
    editColumn,
    remove,
    removeRun,
    swapContents,
    swapPlaces,
    truncate,
    copy,
  ];
  const kind = kinds[nth % kinds.length] ?? editColumn;
  return kind({ rows, pick, choose, nth });
}

interface Choice {
  readonly rows: readonly Row[];
  readonly pick: () => Row;
  readonly choose: (below: number) => number;
  readonly nth: number;
}

function named(row: Row): Named {
  return { seq: row['seq'] ?? null, lane: row['lane'] ?? null, number: row['number'] ?? null };
}

function editColumn({ pick, choose, nth }: Choice): Edit {
  const row = pick();
  const columns = Object.keys(row);
  const column = columns[choose(columns.length)] ?? 'at';
  const value = other(column, row[column] ?? null, nth);
  return {
    kind: `edit ${column}`,
    about: [named(row), named({ ...row, [column]: value })],
    steps: [{ set: { [column]: value }, seq: row['seq'] ?? null }],
  };
}

function other(column: string, value: SqlValue, nth: number): SqlValue {
  if (column === 'seq') return UNUSED_SEQ + nth;
  if (column === 'number' || column === 'at') return Number(value) + (nth % 2 ? 1 : -1);
  if (column === 'place') return nth + 1;
  if (value !== null && nth % 3 === 0 && !NOT_NULL.includes(column)) return null;
  // A number too, and PostgreSQL takes nothing else there.
  if (column === 'generation') return Number(value ?? nth) + 1;
  return `${String(value ?? '')}x`;
}

const NOT_NULL = ['tenant', 'action', 'outcome', 'actor', 'dialect', 'source', 'request_id'];

function remove({ pick }: Choice): Edit {
  const row = pick();
  return { kind: 'remove', about: [named(row)], steps: [{ remove: row['seq'] ?? null }] };
}

function removeRun({ rows, choose }: Choice): Edit {
  const from = choose(rows.length - 5);
  const gone = rows.slice(from, from + 2 + choose(4));
  const steps = gone.map((row) => ({ remove: row['seq'] ?? null }));
  return { kind: 'remove several', about: gone.map(named), steps };
}

function truncate({ rows, choose }: Choice): Edit {
  const gone = rows.slice(rows.length - 1 - choose(40));
  const steps = gone.map((row) => ({ remove: row['seq'] ?? null }));
  return { kind: 'truncate', about: gone.map(named), steps };
}

function twoOf({ pick }: Choice): readonly [Row, Row] {
  const one = pick();
  for (;;) {
    const two = pick();
    if (two['seq'] !== one['seq']) return [one, two];
  }
}

/** All of what two rows say, their links too, or only what they say happened. */
function swapContents(choice: Choice): Edit {
  const [one, two] = twoOf(choice);
  const { seq: first, ...ofOne } = one;
  const { seq: second, ...ofTwo } = two;
  const links = ['lane', 'number', 'place', 'mac'];
  const content = (row: Row): Row =>
    choice.nth % 3 === 0
      ? row
      : Object.fromEntries(Object.entries(row).filter(([column]) => !links.includes(column)));
  return {
    kind: 'swap contents',
    about: [named(one), named(two)],
    steps: [
      { set: content(ofTwo), seq: first ?? null },
      { set: content(ofOne), seq: second ?? null },
    ],
  };
}

function swapPlaces(choice: Choice): Edit {
  const [one, two] = twoOf(choice);
  return {
    kind: 'swap places',
    about: [named(one), named(two)],
    steps: [
      { set: { seq: UNUSED_SEQ }, seq: one['seq'] ?? null },
      { set: { seq: one['seq'] ?? null }, seq: two['seq'] ?? null },
      { set: { seq: two['seq'] ?? null }, seq: UNUSED_SEQ },
    ],
  };
}

function copy({ pick, nth }: Choice): Edit {
  const row = { ...pick(), seq: UNUSED_SEQ + nth };
  return { kind: 'copy', about: [named(row)], steps: [{ put: row }] };
}

/** In one transaction, past all of our code. */
export function applyEdit(engine: Engine, { steps }: Edit): Promise<void> {
  return engine.define(steps.map(toStatement));
}

function toStatement(step: Step): Statement {
  if ('put' in step) return putRow('audit', step.put);
  if ('remove' in step) return { sql: 'DELETE FROM audit WHERE seq = ?', params: [step.remove] };
  const set = Object.keys(step.set).map((column) => `${column} = ?`);
  const sql = `UPDATE audit SET ${set.join(', ')} WHERE seq = ?`;
  return { sql, params: [...Object.values(step.set), step.seq] };
}
