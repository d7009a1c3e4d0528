import type { Identifier, Subject } from '../../core/model/subject.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';

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

/** The empty id is nobody's; see `upsertTenant`. */
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

/** Identifiers are rewritten as a whole; a value another subject holds violates their key. */
export function upsertSubject(subject: Subject): readonly Statement[] {
  const { tenant, id, identifiers, devices, documents, notes, language } = subject;
  const lists = [identifiers, devices, documents, notes].map((list) => JSON.stringify(list));
  return [
    {
      sql: `INSERT INTO subjects (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant, id) DO UPDATE SET identifiers = excluded.identifiers,
          devices = excluded.devices, documents = excluded.documents, notes = excluded.notes,
          language = excluded.language, suspended_at = excluded.suspended_at`,
      params: [tenant, id, ...lists, language, subject.createdAt, subject.suspendedAt],
    },
    { sql: 'DELETE FROM identifiers WHERE tenant = ? AND subject = ?', params: [tenant, id] },
    ...identifiers.map(({ type, value }) => ({
      sql: 'INSERT INTO identifiers (tenant, type, value, subject) VALUES (?, ?, ?, ?)',
      params: [tenant, type, value, id],
    })),
  ];
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
