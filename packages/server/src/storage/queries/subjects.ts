import type { Instant } from '../../core/model/instant.ts';
import type { Identifier, Subject } from '../../core/model/subject.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

export const SUBJECT_COLUMNS = [
  'tenant',
  'id',
  'identifiers',
  'devices',
  'documents',
  'notes',
  'language',
  'created_at',
  'suspended_at',
] as const;
const COLUMNS = SUBJECT_COLUMNS.join(', ');
const KEY = SUBJECT_COLUMNS.slice(0, 2);
const STATE = SUBJECT_COLUMNS.slice(2);
const INSERT = rowWriter('subjects', KEY, [...STATE, 'born']).insert;
const UPDATE = rowWriter(
  'subjects',
  KEY,
  STATE.filter((column) => column !== 'created_at'),
).update;

/** The empty id is nobody's; see `insertTenant`. */
export function selectSubject(tenant: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM subjects WHERE tenant = ? AND id = ? AND id <> ''`;
  return { sql, params: [tenant, id] };
}

export function selectSubjectByIdentifier(tenant: string, { type, value }: Identifier): Statement {
  return {
    sql: `SELECT ${COLUMNS} FROM subjects WHERE tenant = ? AND id =
      (SELECT subject FROM identifiers WHERE tenant = ? AND type = ? AND value = ?)`,
    params: [tenant, tenant, type, value],
  };
}

/**
 * For a subject that is not there: the newest generation that the audit trail knows of credentials
 * of somebody who had the id before. Nothing is looked up where there is one.
 */
const BEFORE = `SELECT CASE WHEN EXISTS (SELECT 1 FROM subjects WHERE tenant = ? AND id = ?) THEN NULL
  ELSE (SELECT MAX(generation) FROM audit
    WHERE tenant = ? AND subject = ? AND generation IS NOT NULL) END AS generation`;

export function selectLifeBefore(tenant: string, id: string): Statement {
  return { sql: BEFORE, params: [tenant, id, tenant, id] };
}

/**
 * Charges that were not answered leave no entry; there are never as many of them as this. Rows of
 * the life before are older than the new one, then, whatever the clock says.
 */
const UNTOLD_MAX = 1_000_000;

/** When a subject is born, as a number that no generation of a life before has reached. */
export function bornAt(now: Instant, before: Row | undefined): number {
  const newest = before === undefined ? null : integerOrNull(before, 'generation');
  return newest === null ? now : Math.max(now, newest + UNTOLD_MAX);
}

/** A value another subject holds violates the key of identifiers. */
export function insertSubject(subject: Subject, born: number): readonly Statement[] {
  const { tenant, id, createdAt, suspendedAt, language } = subject;
  const state = [...listsOf(subject), language, createdAt, suspendedAt, born];
  return [INSERT([tenant, id], state), ...insertIdentifiers(subject)];
}

/** Identifiers are rewritten as a whole. */
export function updateSubject(subject: Subject): readonly Statement[] {
  const { tenant, id, suspendedAt, language } = subject;
  return [
    UPDATE([tenant, id], [...listsOf(subject), language, suspendedAt]),
    { sql: 'DELETE FROM identifiers WHERE tenant = ? AND subject = ?', params: [tenant, id] },
    ...insertIdentifiers(subject),
  ];
}

function listsOf({ identifiers, devices, documents, notes }: Subject): readonly string[] {
  return [identifiers, devices, documents, notes].map((list) => JSON.stringify(list));
}

function insertIdentifiers({ tenant, id, identifiers }: Subject): readonly Statement[] {
  return identifiers.map(({ type, value }) => ({
    sql: 'INSERT INTO identifiers (tenant, type, value, subject) VALUES (?, ?, ?, ?)',
    params: [tenant, type, value, id],
  }));
}

/** Everything that is a subject's goes with it by its foreign key; the audit trail stays. */
export function deleteSubject(tenant: string, id: string): Statement {
  return { sql: 'DELETE FROM subjects WHERE tenant = ? AND id = ?', params: [tenant, id] };
}

export function toSubject(row: Row): Subject {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    identifiers: json<Subject['identifiers']>(row, 'identifiers'),
    devices: json<Subject['devices']>(row, 'devices'),
    documents: json<Subject['documents']>(row, 'documents'),
    notes: json<Subject['notes']>(row, 'notes'),
    language: textOrNull(row, 'language') as Subject['language'],
    createdAt: integer(row, 'created_at'),
    suspendedAt: integerOrNull(row, 'suspended_at'),
  };
}
