import { Type } from 'typebox';
import { IDENTIFIER_TYPES, type Subject } from '../../core/model/subject.ts';
import { instant, oneOf, told } from '../../dialects/answer-parts.ts';
import { storable } from '../../dialects/storable.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object } from './fields.ts';
import { cursorReader, LIMIT_DEFAULT, next, paging, writeCursor } from './paging.ts';

const WALKS = ['id', ...IDENTIFIER_TYPES] as const;
const readCursor = cursorReader(
  Type.Tuple([oneOf(WALKS), storable({ minLength: 0, maxLength: 512 })]),
);

/** Who somebody is, as far as lists show it. */
export const subjectHead = {
  id: Type.String(),
  identifiers: Type.Array(told({ type: oneOf(IDENTIFIER_TYPES), value: Type.String() })),
  suspended: Type.Boolean(),
  createdAt: instant,
};

export const SUBJECT_SEARCH_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/subjects',
    summary: 'Find people by the beginning of their id or of an identifier; exact matches first',
    body: object({}),
    query: object({ search: Type.Optional(storable({ minLength: 0, maxLength: 254 })), ...paging }),
    answers: { 200: told({ subjects: Type.Array(told(subjectHead)), next }) },
    run: async (core, call, { query: { search = '', limit = LIMIT_DEFAULT, cursor } }) => {
      const [by, after] = readCursor(cursor) ?? [];
      const from = by === undefined || after === undefined ? {} : { from: { by, after } };
      const hits = await core.searchSubjects(call, { search: search.trim(), limit, ...from });
      const end = hits.next && writeCursor([hits.next.by, hits.next.after]);
      return { status: 200, body: { subjects: hits.subjects.map(headBody), next: end } };
    },
  }),
];

export function headBody({ id, identifiers, suspendedAt, createdAt }: Subject) {
  const times = { createdAt: new Date(createdAt).toISOString() };
  return { id, identifiers, suspended: suspendedAt !== null, ...times };
}
