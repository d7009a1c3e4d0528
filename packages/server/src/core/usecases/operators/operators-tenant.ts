import { DEFAULT_APPROVALS } from '../../model/approval-settings.ts';
import type { Call } from '../../model/call.ts';
import { DEFAULT_MESSAGES } from '../../model/message-settings.ts';
import { OPERATORS_TENANT } from '../../model/operator.ts';
import { DEFAULT_PAGES } from '../../model/pages.ts';
import { DEFAULT_POLICY } from '../../model/policy.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';

/**
 * A call about operators themselves. Their tenant is made when it is first needed: an older server
 * beside this one must not meet it before anybody wants it.
 */
export async function operatorsCall(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  operator: Operator,
): Promise<Call> {
  const known = await store.readTenant(OPERATORS_TENANT);
  const tenant = known ?? (await make({ store, clock }));
  return { ...operator, tenant };
}

function make({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<Tenant> {
  return store.applyToTenant(OPERATORS_TENANT, (current) => {
    if (current !== null) return { result: current };
    const tenant: Tenant = {
      ...{ id: OPERATORS_TENANT, name: 'Operators', policy: DEFAULT_POLICY },
      ...{ dialectSettings: {}, pages: DEFAULT_PAGES, messages: DEFAULT_MESSAGES },
      ...{ approvals: DEFAULT_APPROVALS, rates: {}, auditRetentionDays: null },
      ...{ createdAt: clock.now(), suspendedAt: null },
    };
    return { next: tenant, result: tenant };
  });
}
