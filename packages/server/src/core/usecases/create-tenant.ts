import { Fault } from '../fault.ts';
import { DEFAULT_APPROVALS } from '../model/approval-settings.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { DEFAULT_MESSAGES } from '../model/message-settings.ts';
import { OPERATORS_TENANT } from '../model/operator.ts';
import { DEFAULT_PAGES } from '../model/pages.ts';
import { DEFAULT_POLICY } from '../model/policy.ts';
import type { Tenant } from '../model/tenant.ts';
import type { TenantKey } from '../model/tenant-key.ts';
import type { TenantDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { makeTenantKey } from './keys/seal-tenant-key.ts';

export interface CreateTenant {
  readonly id: string;
  readonly name: string;
}

/** Who acts where no tenant exists yet: everything of a call but the tenant. */
export type Operator = Omit<Call, 'tenant'>;

/**
 * Makes a tenant with the default policy, a key of its own and no keys of callers. Throws
 * `tenant_exists` for an id that is or was one's, as what backups and trails say of an id is about one
 * tenant, and `request_malformed` for the one that is the server's own.
 */
export async function createTenant(
  ports: Pick<Ports, 'store' | 'clock' | 'sealer' | 'random'>,
  operator: Operator,
  command: CreateTenant,
): Promise<Tenant> {
  if (command.id === OPERATORS_TENANT) {
    throw new Fault('request_malformed', 'No tenant can have this id. Choose another one.');
  }
  const made = await makeTenantKey(ports, command.id);
  return ports.store.applyToTenant(command.id, (current, former): TenantDecision<Tenant> => {
    if (current !== null) {
      throw new Fault('tenant_exists', 'A tenant with this id exists. Choose another id.');
    }
    if (former !== null) {
      throw new Fault('tenant_exists', 'A tenant with this id was deleted. Choose another id.');
    }
    const at = ports.clock.now();
    const key: TenantKey = { ...made, digests: true, createdAt: at };
    const tenant: Tenant = {
      ...command,
      policy: DEFAULT_POLICY,
      dialectSettings: {},
      pages: DEFAULT_PAGES,
      messages: DEFAULT_MESSAGES,
      approvals: DEFAULT_APPROVALS,
      rates: {},
      auditRetentionDays: null,
      createdAt: at,
      suspendedAt: null,
    };
    const fact = { action: 'tenant.create', outcome: 'created' };
    return {
      next: tenant,
      key,
      audit: [auditEntry({ ...operator, tenant }, at, fact)],
      result: tenant,
    };
  });
}
