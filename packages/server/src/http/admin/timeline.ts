import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { Activity } from '../../core/model/activity.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { auditEntry } from './answer-bodies.ts';
import { object } from './fields.ts';
import { cursorReader, LIMIT_DEFAULT, next, paging, writeCursor } from './paging.ts';

const readCursor = cursorReader(Type.Tuple([Type.Integer({ minimum: 0 })]));
const entry = object({ seq: Type.Integer(), ...auditEntry.properties });

export const TIMELINE_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/subjects/:id/timeline',
    summary:
      'All that happened to one person, every attempt with its internal reason, newest first',
    body: object({}),
    query: object(paging),
    answers: { 200: Type.Object({ entries: Type.Array(entry), next }) },
    run: async (core, call, { params, query: { limit = LIMIT_DEFAULT, cursor } }) => {
      const id = params['id'] ?? '';
      const [before] = readCursor(cursor) ?? [];
      const page = { limit: limit + 1, ...(before !== undefined && { before }) };
      const found = await core.listTimeline(call, id, page);
      // The trail outlives people: an id without a person may have one.
      if (found.length === 0 && (await core.findSubject(call, { id })) === null) {
        throw new Fault('subject_not_found', 'There is no such subject.');
      }
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      const end = last === undefined ? null : writeCursor([last.seq]);
      return { status: 200, body: { entries: shown.map(entryBody), next: end } };
    },
  }),
];

function entryBody({ seq, entry: { at, ...rest } }: Activity) {
  return { seq, at: new Date(at).toISOString(), ...rest };
}
