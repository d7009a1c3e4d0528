import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { outcomes } from './answer-bodies.ts';
import { approvalNeeded, approvalNeededAnswer } from './approvals.ts';
import { object, reason, tenantId } from './fields.ts';

/** What cannot be taken back: the key of a tenant is thrown away, and then its rows. */
export const TENANT_DELETION_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'DELETE',
    path: '',
    needs: 'own',
    summary: 'Delete a suspended tenant for good: its key at once, its rows in the background',
    body: object({ confirm: tenantId, reason }, 'TenantDeletion'),
    answers: { 200: outcomes('deleted'), 202: approvalNeededAnswer },
    run: async (core, call, { body }) => {
      const done = await core.operators.deleteTenant(call, body);
      if (done.outcome === 'approval_needed') return approvalNeeded(done);
      return { status: 200, body: done };
    },
  }),
];
