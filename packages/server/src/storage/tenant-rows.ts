import { DEFAULT_APPROVALS } from '../core/model/approval-settings.ts';
import { DEFAULT_MESSAGES } from '../core/model/message-settings.ts';
import { DEFAULT_PAGES } from '../core/model/pages.ts';
import { DEFAULT_POLICY } from '../core/model/policy.ts';
import type { Tenant } from '../core/model/tenant.ts';
import type { Row, Statement } from './engine/engine.ts';
import { text } from './queries/column.ts';
import { replacePageOrigins } from './queries/page-origins.ts';
import { nobodysValues, SEALED_SUBJECTS } from './queries/subjects.ts';
import { SEALED_TENANTS, tenantValues, toTenant } from './queries/tenants.ts';
import type { RowGuard } from './rows/row-guard.ts';

/** How a tenant is read and written, with what goes with it in other tables. */
export function tenantRows(guard: RowGuard) {
  const rows = guard.rowsOf(SEALED_TENANTS);
  const subjects = guard.rowsOf(SEALED_SUBJECTS);
  return {
    read: (row: Row): Tenant => toTenant(rows.checked(row)),
    /** On a list: one whose row cannot be believed does nothing, and nothing of it is dropped. */
    show: (row: Row): Tenant =>
      rows.isSound(row) ? toTenant(row) : damagedTenant(text(row, 'id')),
    write: (row: Row | undefined, tenant: Tenant): readonly Statement[] => [
      rows.write(row, tenantValues(tenant)),
      ...(row === undefined
        ? [subjects.write(undefined, nobodysValues(tenant.id, tenant.createdAt))]
        : []),
      ...replacePageOrigins(tenant),
    ],
  };
}

function damagedTenant(id: string): Tenant {
  return {
    ...{ id, name: id, policy: DEFAULT_POLICY, dialectSettings: {}, pages: DEFAULT_PAGES },
    ...{ messages: DEFAULT_MESSAGES, approvals: DEFAULT_APPROVALS },
    ...{ auditRetentionDays: null, createdAt: 0, suspendedAt: 0 },
  };
}
