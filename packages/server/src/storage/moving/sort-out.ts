import type { Instant } from '../../core/model/instant.ts';
import { mergeCredentials } from '../../core/model/merge-credentials.ts';
import type { ImportMode, MovedColumns, PlacedRow, RowNote } from '../../core/ports/row-mover.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import { toCredential, updateCredential } from '../queries/credentials.ts';
import { rowWriter } from '../queries/row-writer.ts';
import { isSame, keyOf, misfit } from './check-row.ts';
import { type MovedTable, movedTable, serialColumn } from './moved-tables.ts';

export interface Rules {
  readonly mode: ImportMode;
  readonly nulInText: boolean;
  readonly now: Instant;
}

/** What to do about one row: at most one write and one note. */
export interface Sorted {
  readonly write?: Statement;
  readonly note?: RowNote;
}

/** How to look for the row that may be there already; `null` where none can be. */
export function selectSame({ table: name, columns }: PlacedRow, { mode }: Rules): Statement | null {
  const table = movedTable(name);
  if (table === undefined || (mode === 'fill' && name !== 'facts')) return null;
  if (isChained(name, columns)) {
    // How far its lane has come here says whether it is here, or was and is dropped.
    const sql = 'SELECT number FROM audit_lanes WHERE tenant = ? AND lane = ?';
    return { sql, params: [columns['tenant'] ?? null, columns['lane'] ?? null] };
  }
  const key = identityOf(table);
  return {
    sql: `SELECT ${[...table.columns.keys()].join(', ')} FROM ${name}
      WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
    params: key.map((column) => columns[column] ?? null),
  };
}

/** Decides about a row, given the one that is there already. */
export function sortOut(row: PlacedRow, same: Row | undefined, rules: Rules): Sorted {
  const wrong = misfit(row, rules.nulInText);
  const table = movedTable(row.table);
  if (wrong !== null || table === undefined) return { note: noteOn(row, 'refused', String(wrong)) };
  if (same === undefined) return { write: insert(table, row.columns, rules) };
  const serial = serialColumn(table);
  if (isChained(row.table, row.columns)) {
    if (Number(same['number']) < Number(row.columns['number'])) {
      return { write: insert(table, row.columns, rules) };
    }
    return { note: noteOn(row, 'skipped', 'the same entry is there already') };
  }
  if (isSame(row.columns, same, serial === null ? [] : [serial])) {
    return { note: noteOn(row, 'skipped', 'the same row is there already') };
  }
  switch (row.table) {
    case 'facts':
      return { note: noteOn(row, 'skipped', 'this database has one of its own') };
    case 'audit':
      // Only its number is taken: the entry is another one and goes to the end of the trail.
      return { write: insert(table, row.columns, rules) };
    case 'audit_marks':
      return { note: noteOn(row, 'skipped', 'work on this lane is noted here already') };
    case 'audit_lanes':
    case 'audit_chains':
      return moveHead(row, same, table);
    case 'credentials':
      return mergeCredential(row, same, rules);
    case 'replay_marks':
      return moveMark(row, same);
    default: {
      const reason = 'another row with this key is there already, and stays as it is';
      return { note: noteOn(row, 'refused', reason) };
    }
  }
}

export function noteOn(row: PlacedRow, outcome: RowNote['outcome'], reason: string): RowNote {
  const { line, table, columns } = row;
  return { line, table, key: keyOf(movedTable(table), columns), outcome, reason };
}

/** Numbers of a database mean nothing in another one; ids do. */
function identityOf(table: MovedTable): readonly string[] {
  return serialColumn(table) !== null && table.columns.has('id') ? ['id'] : table.key;
}

/** Its number in a database means nothing; where it stands in its lane does. */
function isChained(table: string, columns: MovedColumns): boolean {
  return table === 'audit' && columns['lane'] !== null;
}

/** Beside rows of others, rows with numbers take the next ones, in their order. */
function insert(table: MovedTable, given: MovedColumns, { mode }: Rules): Statement {
  // The number an entry had is part of what its authentication is about, and kept beside the new one.
  const isMoved = mode === 'merge' && isChained(table.name, given);
  const columns = isMoved ? { ...given, place: given['place'] ?? given['seq'] ?? null } : given;
  const left = mode === 'merge' ? serialColumn(table) : null;
  const names = [...table.columns.keys()].filter((column) => column !== left);
  return {
    sql: `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    params: names.map((column) => columns[column] ?? null),
  };
}

/** Counters never go down: an older copy must not hand back guesses made since. */
function mergeCredential(row: PlacedRow, same: Row, { now }: Rules): Sorted {
  const { columns } = row;
  const key = {
    tenant: text(columns, 'tenant'),
    subject: text(columns, 'subject'),
    purpose: text(columns, 'purpose'),
  };
  const [here, moved] = [same, columns].map((each) =>
    toCredential({ ...each, suspended_at: null }),
  );
  if (here === undefined || moved === undefined) return {};
  const merged = mergeCredentials(here, moved, now);
  const pin = merged.verifier === here.verifier ? 'the one here' : 'the one of the file';
  const reason = `of both records, the stricter counters and locks; the PIN is ${pin}`;
  return { write: updateCredential(key, merged), note: noteOn(row, 'merged', reason) };
}

/** A mark only moves forward, or messages that were used up would be good once more. */
function moveMark(row: PlacedRow, same: Row): Sorted {
  const { columns } = row;
  // Sixteen hex digits: texts of one length are in the order of their numbers.
  if (text(columns, 'value') <= text(same, 'value')) {
    return { note: noteOn(row, 'skipped', 'the mark here is further') };
  }
  const sql = `UPDATE replay_marks SET value = ?
    WHERE tenant = ? AND subject = ? AND kind = ? AND id = ? AND value < ?`;
  const key = ['tenant', 'subject', 'kind', 'id'].map((column) => text(columns, column));
  const value = text(columns, 'value');
  return {
    write: { sql, params: [value, ...key, value] },
    note: noteOn(row, 'merged', 'the mark of the file is further'),
  };
}

/** How far a lane or chain of the audit trail has come: of two copies the further one counts. */
function moveHead(row: PlacedRow, same: Row, { name, key, columns }: MovedTable): Sorted {
  if (Number(row.columns['number']) <= Number(same['number'])) {
    return { note: noteOn(row, 'skipped', 'the one here has come further') };
  }
  const state = [...columns.keys()].filter((column) => !key.includes(column));
  const { update } = rowWriter(name, key, state);
  const [keys, states] = [key, state].map((named) =>
    named.map((each) => row.columns[each] ?? null),
  );
  return {
    write: update(keys ?? [], states ?? []),
    note: noteOn(row, 'merged', 'the one of the file has come further'),
  };
}
