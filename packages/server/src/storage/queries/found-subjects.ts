import type { FoundSubject, SubjectWalk } from '../../core/ports/inspection-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { text } from './column.ts';
import { SUBJECT_COLUMNS, toSubject } from './subjects.ts';

/** Every text that begins with another one is less than that one with the last character there is. */
const LAST_CHARACTER = '\u{10FFFF}';

const SUBJECT = SUBJECT_COLUMNS.map((column) => `subjects.${column} AS ${column}`).join(', ');
/** No id is less than the empty one, which is nobody's; see `insertTenant`. */
const BY_ID = `SELECT ${SUBJECT}, subjects.id AS place FROM subjects
  WHERE tenant = ? AND id > ? AND id < ? ORDER BY id LIMIT ?`;
const BY_IDENTIFIER = `SELECT ${SUBJECT}, identifiers.value AS place FROM identifiers
  JOIN subjects ON subjects.tenant = identifiers.tenant AND subjects.id = identifiers.subject
  WHERE identifiers.tenant = ? AND identifiers.type = ?
    AND identifiers.value > ? AND identifiers.value < ? ORDER BY identifiers.value LIMIT ?`;

/** Walks along a primary key, from the place it goes on after to the last one that begins so. */
export function selectFoundSubjects(tenant: string, walk: SubjectWalk): Statement {
  const { by, beginning, after, limit } = walk;
  const end = `${beginning}${LAST_CHARACTER}`;
  return by === 'id'
    ? { sql: BY_ID, params: [tenant, after, end, limit] }
    : { sql: BY_IDENTIFIER, params: [tenant, by, after, end, limit] };
}

export function toFoundSubject(row: Row): FoundSubject {
  return { place: text(row, 'place'), subject: toSubject(row) };
}
