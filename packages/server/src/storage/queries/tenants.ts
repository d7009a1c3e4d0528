import { DEFAULT_MESSAGES, type MessageSettings } from '../../core/model/message-settings.ts';
import { DEFAULT_PAGES, type PageSettings } from '../../core/model/pages.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text } from './column.ts';
import { replacePageOrigins } from './page-origins.ts';

const COLUMNS = 'id, name, policy, dialect_settings, pages, messages, created_at, suspended_at';

export function selectTenant(id: string): Statement {
  return { sql: `SELECT ${COLUMNS} FROM tenants WHERE id = ?`, params: [id] };
}

export function selectTenants(): Statement {
  return { sql: `SELECT ${COLUMNS} FROM tenants ORDER BY id`, params: [] };
}

export function upsertTenant(tenant: Tenant): readonly Statement[] {
  const { id, name, policy, dialectSettings, pages, messages, createdAt, suspendedAt } = tenant;
  return [
    {
      sql: `INSERT INTO tenants (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, policy = excluded.policy,
          dialect_settings = excluded.dialect_settings, pages = excluded.pages,
          messages = excluded.messages,
          suspended_at = excluded.suspended_at`,
      params: [
        id,
        name,
        JSON.stringify(policy),
        JSON.stringify(dialectSettings),
        JSON.stringify(pages),
        JSON.stringify(messages),
        createdAt,
        suspendedAt,
      ],
    },
    // Nobody: the owner of the decoy credential that tests of unknown subjects write to.
    {
      sql: `INSERT INTO subjects (tenant, id, identifiers, devices, documents, notes, created_at)
        VALUES (?, '', '[]', '[]', '[]', '{}', ?) ON CONFLICT DO NOTHING`,
      params: [id, createdAt],
    },
    ...replacePageOrigins(tenant),
  ];
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
    createdAt: integer(row, 'created_at'),
    suspendedAt: integerOrNull(row, 'suspended_at'),
  };
}
