import { Type } from 'typebox';
import {
  APPROVAL_KINDS,
  APPROVAL_STATES,
  type Approval,
  stateOf,
} from '../../core/model/approval.ts';
import type { ApprovalNeeded } from '../../core/usecases/operators/request-approval.ts';
import type { WireResponse } from '../../dialects/dialect.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object, reason } from './fields.ts';

/** What of a tenant takes a second person. */
export const approvalsChange = object({
  policyWeakening: Type.Optional(Type.Boolean()),
  bulkUnlock: Type.Optional(Type.Boolean()),
});

const kind = Type.Union(APPROVAL_KINDS.map((each) => Type.Literal(each)));
const time = Type.String({ format: 'date-time' });

/** What a call answers that takes a second person: nothing was done yet. */
export const approvalNeededAnswer = object({
  outcome: Type.Literal('approval_needed'),
  approval: object({ id: Type.String(), kind, expiresAt: time }),
});

const approvalAnswer = object({
  id: Type.String(),
  kind,
  changes: Type.Array(Type.String()),
  state: Type.Union(APPROVAL_STATES.map((each) => Type.Literal(each))),
  requestedBy: Type.String(),
  requestedAt: time,
  expiresAt: time,
  settledBy: Type.Union([Type.String(), Type.Null()]),
  settledAt: Type.Union([time, Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
});

const unlocked = object({ subject: Type.String(), outcome: Type.String() });

export const APPROVAL_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/approvals',
    summary: 'What waits for a second person, and what became of the rest; the newest hundred',
    body: object({}),
    answers: { 200: object({ approvals: Type.Array(approvalAnswer) }) },
    run: async (core, call) => {
      const approvals = await core.operators.listApprovals(call);
      return { status: 200, body: { approvals: approvals.map((each) => show(each, core.now())) } };
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/approvals/:id/approve',
    summary: 'Agree to what somebody else asked for; it is done at once',
    body: object({ reason }),
    answers: {
      200: object({
        outcome: Type.Literal('approved'),
        approval: approvalAnswer,
        results: Type.Optional(Type.Array(unlocked)),
        confirmed: Type.Optional(Type.Integer()),
      }),
    },
    run: async (core, call, { params, body }) => {
      const command = { id: params['id'] ?? '', reason: body.reason };
      const { approval, ...rest } = await core.operators.approve(call, command);
      return { status: 200, body: { ...rest, approval: show(approval, core.now()) } };
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/approvals/:id/reject',
    summary: 'Refuse what somebody asked for, or take back what you asked for',
    body: object({ reason }),
    answers: { 200: object({ outcome: Type.Literal('rejected'), approval: approvalAnswer }) },
    run: async (core, call, { params, body }) => {
      const command = { id: params['id'] ?? '', reason: body.reason };
      const approval = await core.operators.rejectApproval(call, command);
      const shown = { outcome: 'rejected', approval: show(approval, core.now()) };
      return { status: 200, body: shown };
    },
  }),
];

/** The answer to a call whose effect waits for a second person. */
export function approvalNeeded({ outcome, approval }: ApprovalNeeded): WireResponse {
  const { id, kind: wanted, expiresAt } = approval;
  const shown = { id, kind: wanted, expiresAt: new Date(expiresAt).toISOString() };
  return { status: 202, body: { outcome, approval: shown } };
}

/** Never the command itself: what it means is in the words beside it. */
function show(approval: Approval, now: number) {
  const { id, kind: wanted, changes, requestedBy, settledBy, settledAt } = approval;
  return {
    ...{ id, kind: wanted, changes, requestedBy, settledBy, reason: approval.reason },
    state: stateOf(approval, now),
    requestedAt: new Date(approval.requestedAt).toISOString(),
    expiresAt: new Date(approval.expiresAt).toISOString(),
    settledAt: settledAt === null ? null : new Date(settledAt).toISOString(),
  };
}
