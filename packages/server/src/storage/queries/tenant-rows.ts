import type { Row, Statement } from '../engine/engine.ts';

/** A table with rows of tenants: its name, and what a row of it is named by besides the tenant. */
export type OwnedTable = readonly [name: string, ...key: string[]];

/**
 * Every table with rows of one tenant, children before parents, so that none is removed under the
 * feet of another. First what calls and what sends. A test compares the list with the schema.
 */
export const OWNED_TABLES: readonly OwnedTable[] = [
  ['caller_keys', 'dialect', 'id'],
  ['page_origins', 'origin'],
  ['client_keys', 'dialect', 'id'],
  ['messages', 'id'],
  ['deliveries', 'webhook', 'id'],
  ['webhooks', 'id'],
  ['sign_ins', 'id'],
  ['challenges', 'id'],
  ['recoveries', 'id'],
  ['one_time_codes', 'id'],
  ['single_use_values', 'kind', 'id'],
  ['receipts', 'scope', 'key'],
  ['send_windows', 'kind', 'id'],
  ['request_budgets', 'kind', 'id'],
  ['tenant_guesses', 'tenant'],
  ['replay_marks', 'subject', 'kind', 'id'],
  ['credentials', 'subject', 'purpose'],
  ['identifiers', 'type', 'value'],
  ['subjects', 'id'],
  ['approvals', 'id'],
  ['events', 'seq'],
  ['audit', 'seq'],
  ['audit_lanes', 'lane'],
  ['audit_marks', 'lane'],
  ['audit_checkpoints', 'chain', 'number'],
  ['audit_chains', 'chain'],
];

export function selectOwned([table, ...key]: OwnedTable, tenant: string, limit: number): Statement {
  const sql = `SELECT ${key.join(', ')} FROM ${table} WHERE tenant = ? LIMIT ?`;
  return { sql, params: [tenant, limit] };
}

export function deleteOwned([table, ...key]: OwnedTable, tenant: string, row: Row): Statement {
  const named = key.map((column) => ` AND ${column} = ?`).join('');
  return {
    sql: `DELETE FROM ${table} WHERE tenant = ?${named}`,
    params: [tenant, ...key.map((column) => row[column] ?? null)],
  };
}

/** Last: everything else refers to it. */
export function deleteTenant(tenant: string): Statement {
  return { sql: 'DELETE FROM tenants WHERE id = ?', params: [tenant] };
}

export function hideTenant(tenant: string, at: number): Statement {
  return { sql: 'UPDATE tenants SET deleted_at = ? WHERE id = ?', params: [at, tenant] };
}

/** Whether its row is there still. */
export function selectRemaining(tenant: string): Statement {
  return { sql: 'SELECT id FROM tenants WHERE id = ?', params: [tenant] };
}
