import type { Credential, CredentialKey } from '../../core/model/credential.ts';
import type { Instant } from '../../core/model/instant.ts';
import { mergeCredentials } from '../../core/model/merge-credentials.ts';
import type { ImportMode, MovedColumns, PlacedRow, RowNote } from '../../core/ports/row-mover.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, text } from '../queries/column.ts';
import { stateOf } from '../queries/credentials.ts';
import { rowWriter } from '../queries/row-writer.ts';
import type { CredentialRows, OpenedCredential } from '../rows/credential-rows.ts';
import { isSame, isSameValue, keyOf, misfit } from './check-row.ts';
import { type MovedTable, movedTable, serialColumn } from './moved-tables.ts';

export interface Rules {
  readonly mode: ImportMode;
  readonly nulInText: boolean;
  readonly now: Instant;
  readonly credentials: CredentialRows;
}

/** What is in this database already. */
export interface Found {
  readonly same: Row | undefined;
  /** The subject a credential belongs to; read in {@link selectOwner}. */
  readonly owner: Row | undefined;
  /** Whether its tenant was deleted here; read in {@link selectShredded}. */
  readonly isShredded: boolean;
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

/** How to look for the subject of a credential; `null` for other rows. */
export function selectOwner({ table, columns }: PlacedRow, { mode }: Rules): Statement | null {
  if (table !== 'credentials' || mode === 'fill') return null;
  const sql = 'SELECT born FROM subjects WHERE tenant = ? AND id = ?';
  return { sql, params: [columns['tenant'] ?? null, columns['subject'] ?? null] };
}

/**
 * How to look whether the key of its tenant was thrown away here: nothing of such a tenant comes back,
 * from whatever file. `null` where there cannot be one.
 */
export function selectShredded({ table, columns }: PlacedRow, { mode }: Rules): Statement | null {
  if (mode === 'fill' || table === 'facts') return null;
  const sql = 'SELECT tenant FROM tenant_keys WHERE tenant = ? AND shredded_at IS NOT NULL';
  return { sql, params: [columns[table === 'tenants' ? 'id' : 'tenant'] ?? null] };
}

/** Decides about a row, given what is there already. */
export function sortOut(row: PlacedRow, found: Found, rules: Rules): Sorted {
  const { same, isShredded } = found;
  const wrong = misfit(row, rules.nulInText);
  const table = movedTable(row.table);
  if (wrong !== null || table === undefined) return { note: noteOn(row, 'refused', String(wrong)) };
  if (isShredded && !(same !== undefined && isSame(row.columns, same, []))) {
    return { note: noteOn(row, 'refused', 'its tenant was deleted here, and stays deleted') };
  }
  if (row.table === 'credentials') return placeCredential(row, table, found, rules);
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

/**
 * A row goes where its subject lives: in a copy of this database that is the same life, elsewhere it
 * is authenticated anew. One that is not as it was written moves as it is, for left out its owner
 * would count as somebody without a PIN; but nothing is made of it.
 */
function placeCredential(
  row: PlacedRow,
  table: MovedTable,
  { same, owner }: Pick<Found, 'same' | 'owner'>,
  rules: Rules,
): Sorted {
  const { credentials } = rules;
  const key = {
    tenant: text(row.columns, 'tenant'),
    subject: text(row.columns, 'subject'),
    purpose: text(row.columns, 'purpose'),
  };
  const born = owner === undefined ? row.columns['born'] : integer(owner, 'born');
  const isSameLife = born === row.columns['born'];
  if (same === undefined && isSameLife) return { write: insert(table, row.columns, rules) };
  if (same !== undefined && isSame(row.columns, same, [])) {
    return { note: noteOn(row, 'skipped', 'the same row is there already') };
  }
  const moved = credentials.openAlone(key, row.columns);
  if (moved === null) return { note: noteOn(row, 'refused', 'the row is not as it was written') };
  if (same === undefined) {
    const from = { ...moved, place: null, born: Number(born) };
    return { write: credentials.write(key, moved.credential, from).statement };
  }
  const here = credentials.openAlone(key, same);
  if (here?.place == null) {
    return { note: noteOn(row, 'refused', 'the row here is not as it was written') };
  }
  return mergeCredential(row, { key, here, moved }, rules);
}

/**
 * Counters never go down: an older copy must not hand back guesses made since. What comes out as one
 * of the two is that row, as it was written.
 */
function mergeCredential(
  row: PlacedRow,
  { key, here, moved }: Record<'here' | 'moved', OpenedCredential> & { key: CredentialKey },
  { credentials, now }: Rules,
): Sorted {
  const merged = mergeCredentials(here.credential, moved.credential, now);
  const isOurs = merged.verifier === here.credential.verifier;
  const pin = isOurs ? 'the one here' : 'the one of the file';
  const reason = `of both records, the stricter counters and locks; the PIN is ${pin}`;
  const note = noteOn(row, 'merged', reason);
  const { born } = here;
  const [ours, theirs] = [here, moved].map(({ place }) => place?.generation ?? 0) as [
    number,
    number,
  ];
  if (isSameState(merged, here.credential)) return { note };
  const isTheirs = isSameState(merged, moved.credential) && theirs > ours && moved.born === born;
  const generation = isTheirs ? theirs - 1 : Math.max(ours, theirs);
  const { statement } = credentials.write(key, merged, { ...here, place: { born, generation } });
  return { write: statement, note };
}

function isSameState(one: Credential, other: Credential): boolean {
  const [left, right] = [one, other].map((each) => stateOf(each));
  return left?.every((value, place) => isSameValue(value, right?.[place] ?? null)) ?? false;
}

/** A mark only moves forward, or messages that were used up would be good once more. */
function moveMark(row: PlacedRow, same: Row): Sorted {
  const { columns } = row;
  // Sixteen hex digits: texts of one length are in the order of their numbers.
  if (text(columns, 'value') <= text(same, 'value')) {
    return { note: noteOn(row, 'skipped', 'the mark here is further') };
  }
  const sql = `UPDATE replay_marks SET value = ?, mac = ?
    WHERE tenant = ? AND subject = ? AND kind = ? AND id = ? AND value < ?`;
  const key = ['tenant', 'subject', 'kind', 'id'].map((column) => text(columns, column));
  const value = text(columns, 'value');
  return {
    write: { sql, params: [value, row.columns['mac'] ?? null, ...key, value] },
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
