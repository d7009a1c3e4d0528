import type { Approval, ApprovalKind, ApprovalState } from '../../core/model/approval.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

const ASKED = [
  ...['kind', 'changes', 'command', 'basis', 'requested_by'],
  ...['requested_at', 'expires_at'],
];
const SETTLED = ['state', 'settled_by', 'settled_at', 'reason'];
const COLUMNS = ['tenant', 'id', ...ASKED, ...SETTLED].join(', ');
const INSERT = rowWriter('approvals', ['tenant', 'id'], [...ASKED, ...SETTLED]).insert;
const UPDATE = rowWriter('approvals', ['tenant', 'id'], SETTLED).update;

export function selectApproval(tenant: string, id: string): Statement {
  const sql = `SELECT ${COLUMNS} FROM approvals WHERE tenant = ? AND id = ?`;
  return { sql, params: [tenant, id] };
}

/** Newest first. */
export function selectApprovals(tenant: string, limit: number): Statement {
  const sql = `SELECT ${COLUMNS} FROM approvals WHERE tenant = ?
    ORDER BY requested_at DESC, id DESC LIMIT ?`;
  return { sql, params: [tenant, limit] };
}

export function insertApproval(approval: Approval): Statement {
  const { kind, changes, command, basis, requestedBy, requestedAt, expiresAt } = approval;
  const what = [kind, JSON.stringify(changes), JSON.stringify(command), basis];
  const asked = [...what, requestedBy, requestedAt, expiresAt];
  return INSERT([approval.tenant, approval.id], [...asked, ...settledOf(approval)]);
}

/** Only how it ended: what was asked for never changes. */
export function updateApproval(approval: Approval): Statement {
  return UPDATE([approval.tenant, approval.id], settledOf(approval));
}

function settledOf({ state, settledBy, settledAt, reason }: Approval) {
  return [state, settledBy, settledAt, reason];
}

export function toApproval(row: Row): Approval {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    kind: text(row, 'kind') as ApprovalKind,
    changes: json<string[]>(row, 'changes'),
    command: json<unknown>(row, 'command'),
    basis: textOrNull(row, 'basis'),
    requestedBy: text(row, 'requested_by'),
    requestedAt: integer(row, 'requested_at'),
    expiresAt: integer(row, 'expires_at'),
    state: text(row, 'state') as ApprovalState,
    settledBy: textOrNull(row, 'settled_by'),
    settledAt: integerOrNull(row, 'settled_at'),
    reason: textOrNull(row, 'reason'),
  };
}
