import { Fault } from '../../fault.ts';
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
 * Changes what a tenant demands, or keeps the change until a second person agrees, where it weakens
 * the policy of a tenant that wants one, or switches that off. Throws `forbidden` where the trail is to
 * be kept for less long by somebody who is no owner.
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
      if (current !== null) requireOwnerToForget(call, current, tenant);
      const needed = current === null ? null : neededFor(current, tenant);
      if (current !== null && needed !== null) {
        requireAlone(command);
        const asked = askFor(ports, call, { ...needed, command, basis: basisOf(current) });
        return { ...asked, result: { outcome: 'approval_needed', approval: asked.approval } };
      }
      const audit = [auditEntry(call, at, configuredFact(command))];
      return { next: tenant, audit, result: { outcome: 'changed', tenant } };
    },
  );
}

const AGREED_TO: readonly (keyof ConfigureTenant)[] = ['policy', 'approvals'];

/** Whoever agrees reads what gets weaker. Nothing else may come into force by it. */
function requireAlone(command: ConfigureTenant): void {
  const others = (Object.keys(command) as (keyof ConfigureTenant)[]).filter(
    (part) => !AGREED_TO.includes(part),
  );
  if (others.length === 0) return;
  throw new Fault(
    'request_malformed',
    'This takes a second person. Send the policy and the approvals by themselves, and the rest apart.',
  );
}

/** Entries that are dropped at the next sweep can hold what an operator has done. */
function requireOwnerToForget({ staff }: Call, before: Tenant, after: Tenant): void {
  const [was, is] = [before.auditRetentionDays, after.auditRetentionDays];
  if ((is ?? Infinity) >= (was ?? Infinity) || staff?.role === 'owner') return;
  throw new Fault('forbidden', 'Only an owner may have the audit trail kept for less long.');
}
