import { Type } from 'typebox';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { oneOf, told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { approvalNeeded, approvalNeededAnswer } from './approvals.ts';
import { object, purpose, reason } from './fields.ts';

const SUBJECTS_MAX = 1000;
const unlocked = told({
  subject: Type.String(),
  outcome: oneOf(['unlocked', 'unknown_subject']),
});

/** Many people at once: after an outage of theirs, or an attack on all of them. */
export const UNLOCK_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'POST',
    path: '/unlocks',
    summary: 'Give many people a fresh budget; each is unlocked by itself',
    body: object({
      subjects: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
        minItems: 1,
        maxItems: SUBJECTS_MAX,
      }),
      ...{ purpose, reason },
    }),
    answers: { 200: told({ results: Type.Array(unlocked) }), 202: approvalNeededAnswer },
    run: async (core, call, { body: { subjects, purpose: named, reason: why } }) => {
      const command = { subjects, purpose: named ?? DEFAULT_PURPOSE, reason: why };
      const done = await core.operators.unlockInBulk(call, command);
      if (done.outcome === 'approval_needed') return approvalNeeded(done);
      return { status: 200, body: { results: done.results } };
    },
  }),
];
