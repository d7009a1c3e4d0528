import { basisOf, neededFor } from '../../model/approval.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import { type ConfigureTenant, configured, configuredFact } from '../configure-tenant.ts';
import { type ApprovalNeeded, askFor } from './request-approval.ts';

export type ChangeTenantOutcome =
  | { readonly outcome: 'changed'; readonly tenant: Tenant }
  | ApprovalNeeded;

/**
 * Changes what a tenant demands, or keeps the whole change until a second person agrees, where it
 * weakens the policy of a tenant that wants one, or switches that off.
 */
export function changeTenant(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: ConfigureTenant,
): Promise<ChangeTenantOutcome> {
  return ports.store.applyToTenant(
    call.tenant.id,
    (current): Decision<Tenant, ChangeTenantOutcome> => {
      const at = ports.clock.now();
      const tenant = configured(current, command, at);
      const needed = current === null ? null : neededFor(current, tenant);
      if (current !== null && needed !== null) {
        const asked = askFor(ports, call, { ...needed, command, basis: basisOf(current) });
        return { ...asked, result: { outcome: 'approval_needed', approval: asked.approval } };
      }
      const audit = [auditEntry(call, at, configuredFact(command))];
      return { next: tenant, audit, result: { outcome: 'changed', tenant } };
    },
  );
}
