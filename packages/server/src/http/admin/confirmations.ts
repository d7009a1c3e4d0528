import { Type } from 'typebox';
import { told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { outcomes } from './answer-bodies.ts';
import { approvalNeeded, approvalNeededAnswer } from './approvals.ts';
import { object, reason } from './fields.ts';
import { subjectAnswer } from './subjects.ts';

/** After a restore: which PINs of the backup are the ones their owners have. */
export const CONFIRMATION_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/confirm',
    summary: 'Confirm, after a restore, that a person changed nothing since the backup',
    body: object({ reason }),
    answers: { 200: outcomes('confirmed', 'nothing_to_confirm') },
    run: async (core, call, { params, body }) => {
      const command = { subject: params['id'] ?? '', reason: body.reason };
      return subjectAnswer((await core.confirmPins(call, command)).outcome);
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/confirmations',
    needs: 'own',
    summary: 'Confirm, after a restore, that nobody of a tenant changed anything since the backup',
    body: object({ reason }),
    answers: {
      200: told({ outcome: Type.Literal('confirmed'), count: Type.Integer() }),
      202: approvalNeededAnswer,
    },
    run: async (core, call, { body }) => {
      const done = await core.operators.confirmInBulk(call, { reason: body.reason });
      return done.outcome === 'approval_needed'
        ? approvalNeeded(done)
        : { status: 200, body: done };
    },
  }),
];
