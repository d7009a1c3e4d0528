import type { Instant } from '../../core/model/instant.ts';
import type { TenantKey } from '../../core/model/tenant-key.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytesOrNull, integer, integerOrNull, text } from './column.ts';

const COLUMNS = 'tenant, sealed, digests, created_at, shredded_at, removed_at';

/** One row in any case: whether there is such a tenant, and what is known of its key. */
export function selectFoundTenantKey(tenant: string): Statement {
  return {
    sql: `SELECT found.id AS known, tenant_keys.tenant, sealed, digests, tenant_keys.created_at,
        shredded_at, removed_at
      FROM (SELECT 1 AS one) AS one
      LEFT JOIN tenants AS found ON found.id = ? AND found.deleted_at IS NULL
      LEFT JOIN tenant_keys ON tenant_keys.tenant = ?`,
    params: [tenant, tenant],
  };
}

export function selectTenantKey(tenant: string): Statement {
  return { sql: `SELECT ${COLUMNS} FROM tenant_keys WHERE tenant = ?`, params: [tenant] };
}

/** The operators' tenant is no customer, and has none. */
export function selectKeylessTenants(operators: string, limit: number): Statement {
  return {
    sql: `SELECT id FROM tenants WHERE deleted_at IS NULL AND id <> ?
      AND NOT EXISTS (SELECT 1 FROM tenant_keys WHERE tenant_keys.tenant = tenants.id)
      ORDER BY id LIMIT ?`,
    params: [operators, limit],
  };
}

/** The words of the index `tenant_keys_leaving`. */
export function selectLeavingTenants(): Statement {
  return {
    sql: `SELECT ${COLUMNS} FROM tenant_keys
      WHERE shredded_at IS NOT NULL AND removed_at IS NULL ORDER BY tenant`,
    params: [],
  };
}

/** Of all that ever were. */
export function selectShreddedTenants(): Statement {
  return {
    sql: 'SELECT tenant FROM tenant_keys WHERE shredded_at IS NOT NULL ORDER BY tenant',
    params: [],
  };
}

export function insertTenantKey(key: TenantKey): Statement {
  const { tenant, sealed, digests, createdAt, shreddedAt, removedAt } = key;
  return {
    sql: `INSERT INTO tenant_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant) DO NOTHING`,
    params: [tenant, sealed, digests ? 1 : 0, createdAt, shreddedAt, removedAt],
  };
}

export function updateTenantKey(tenant: string, sealed: Uint8Array): Statement {
  return { sql: 'UPDATE tenant_keys SET sealed = ? WHERE tenant = ?', params: [sealed, tenant] };
}

/** Takes the key away; the row stays and says so. */
export function shredTenantKey(tenant: string, at: Instant): Statement {
  return {
    sql: `INSERT INTO tenant_keys (${COLUMNS}) VALUES (?, NULL, 0, ?, ?, NULL)
      ON CONFLICT (tenant) DO UPDATE SET sealed = NULL, shredded_at = excluded.shredded_at`,
    params: [tenant, at, at],
  };
}

export function markRemoved(tenant: string, at: Instant): Statement {
  return { sql: 'UPDATE tenant_keys SET removed_at = ? WHERE tenant = ?', params: [at, tenant] };
}

export function toTenantKey(row: Row): TenantKey {
  return {
    tenant: text(row, 'tenant'),
    sealed: bytesOrNull(row, 'sealed'),
    digests: integer(row, 'digests') !== 0,
    createdAt: integer(row, 'created_at'),
    shreddedAt: integerOrNull(row, 'shredded_at'),
    removedAt: integerOrNull(row, 'removed_at'),
  };
}
