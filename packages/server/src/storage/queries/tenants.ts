import { type ApprovalSettings, DEFAULT_APPROVALS } from '../../core/model/approval-settings.ts';
import { DEFAULT_MESSAGES, type MessageSettings } from '../../core/model/message-settings.ts';
import { DEFAULT_PAGES, type PageSettings } from '../../core/model/pages.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import type { SealedRowsTable } from '../rows/sealed-rows.ts';
import { integer, integerOrNull, json, text } from './column.ts';

const STATE = [
  'name',
  'policy',
  'dialect_settings',
  'pages',
  'messages',
  'approvals',
  'audit_retention_days',
  'suspended_at',
];
const COLUMNS = ['id', ...STATE, 'created_at', 'mac'].join(', ');

/** A budget that somebody raised in the database is a budget nobody gave. */
export const SEALED_TENANTS: SealedRowsTable = {
  ...{ name: 'tenants', key: ['id'], tenant: 'id', state: [...STATE, 'created_at'] },
  changing: STATE,
  defaults: {},
};

export function selectTenant(id: string): Statement {
  return {
    sql: `SELECT ${COLUMNS} FROM tenants WHERE id = ? AND deleted_at IS NULL`,
    params: [id],
  };
}

export function selectTenants(): Statement {
  return { sql: `SELECT ${COLUMNS} FROM tenants WHERE deleted_at IS NULL ORDER BY id`, params: [] };
}

/** Its row. */
export function tenantValues(tenant: Tenant) {
  return [tenant.id, ...stateOf(tenant), tenant.createdAt];
}

function stateOf(tenant: Tenant) {
  const { name, policy, dialectSettings, pages, messages, approvals } = tenant;
  const { auditRetentionDays, suspendedAt } = tenant;
  const settings = [policy, dialectSettings, pages, messages, approvals].map((each) =>
    JSON.stringify(each),
  );
  return [name, ...settings, auditRetentionDays, suspendedAt];
}

export function toTenant(row: Row): Tenant {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    // A policy, page or message setting stored before a setting existed gets that setting's default.
    policy: { ...DEFAULT_POLICY, ...json<Policy>(row, 'policy') },
    dialectSettings: json<Tenant['dialectSettings']>(row, 'dialect_settings'),
    pages: { ...DEFAULT_PAGES, ...json<PageSettings>(row, 'pages') },
    messages: { ...DEFAULT_MESSAGES, ...json<MessageSettings>(row, 'messages') },
    approvals: { ...DEFAULT_APPROVALS, ...json<ApprovalSettings>(row, 'approvals') },
    auditRetentionDays: integerOrNull(row, 'audit_retention_days'),
    createdAt: integer(row, 'created_at'),
    suspendedAt: integerOrNull(row, 'suspended_at'),
  };
}
