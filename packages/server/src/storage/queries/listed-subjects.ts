import type { Credential } from '../../core/model/credential.ts';
import { questionsKey } from '../../core/model/security-questions.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { ListedSubject, SubjectPage } from '../../core/ports/store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { CREDENTIAL_COLUMNS, toCredential } from './credentials.ts';
import { SUBJECT_COLUMNS, toSubject } from './subjects.ts';

const COLUMNS = [
  ...SUBJECT_COLUMNS.map((column) => `subjects.${column} AS ${column}`),
  ...['pin', 'questions'].flatMap((alias) =>
    CREDENTIAL_COLUMNS.map((column) => `${alias}.${column} AS ${alias}_${column}`),
  ),
  'subjects.born AS subject_born',
];

/** The empty id is nobody's; see `insertTenant`. */
const SELECT = `SELECT ${COLUMNS.join(', ')} FROM subjects
  ${joinCredential('pin')} ${joinCredential('questions')}
  WHERE subjects.tenant = ? AND subjects.id <> ''
    AND (subjects.created_at, subjects.id) > (?, ?)
    AND (subjects.created_at, subjects.id) < (?, ?)`;
const ORDER = {
  ascending: 'ORDER BY subjects.created_at, subjects.id LIMIT ?',
  descending: 'ORDER BY subjects.created_at DESC, subjects.id DESC LIMIT ?',
};

export function selectListedSubjects(
  tenant: string,
  purpose: string,
  page: SubjectPage,
): Statement {
  const { lower, upper } = boundsOf(page);
  const purposes = [purpose, questionsKey({ tenant, subject: '', purpose }).purpose];
  const bounds = [lower.createdAt, lower.id, upper.createdAt, upper.id];
  return {
    sql: `${SELECT} ${ORDER[page.order]}`,
    params: [...purposes, tenant, ...bounds, page.limit],
  };
}

/** `show` is what makes a credential of its row. */
export function toListedSubject(row: Row, show: (row: Row) => Credential): ListedSubject {
  const of = (alias: string) => {
    const found = credentialRow(row, alias);
    return found === null ? toCredential(undefined) : show(found);
  };
  return { subject: toSubject(row), pin: of('pin'), questions: of('questions') };
}

type Place = Pick<Subject, 'id' | 'createdAt'>;

/**
 * Both ends as places outside the page; no id is less than the empty one. There is one bound for
 * each end: given `from` beside the place to go on after, SQLite seeks to `from` and walks.
 */
function boundsOf({ order, from, to, after }: SubjectPage): Record<'lower' | 'upper', Place> {
  const lower = { createdAt: from ?? 0, id: '' };
  const upper = { createdAt: (to ?? Number.MAX_SAFE_INTEGER - 1) + 1, id: '' };
  if (after === undefined) return { lower, upper };
  if (order === 'ascending') {
    return { lower: after.createdAt < lower.createdAt ? lower : after, upper };
  }
  return { lower, upper: after.createdAt < upper.createdAt ? after : upper };
}

function joinCredential(alias: string): string {
  return `LEFT JOIN credentials AS ${alias} ON ${alias}.tenant = subjects.tenant
    AND ${alias}.subject = subjects.id AND ${alias}.purpose = ?`;
}

function credentialRow(row: Row, alias: string): Row | null {
  // Every stored credential counts its tickets: without a count there was no row to join.
  if (row[`${alias}_tickets`] === null) return null;
  const columns = CREDENTIAL_COLUMNS.map((column) => [column, row[`${alias}_${column}`]]);
  const { suspended_at, subject_born } = row;
  return { ...Object.fromEntries(columns), suspended_at, subject_born };
}
