import { Fault } from '../fault.ts';
import { neededFor } from '../model/approval.ts';
import type { ApprovalSettings } from '../model/approval-settings.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { MessageSettings } from '../model/message-settings.ts';
import type { PageSettings } from '../model/pages.ts';
import type { Policy } from '../model/policy.ts';
import type { TenantRates } from '../model/request-budget.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/** Absent parts stay as they are. */
export interface ConfigureTenant {
  readonly policy?: Partial<Policy>;
  readonly dialectSettings?: Readonly<Record<string, unknown>>;
  readonly pages?: Partial<PageSettings>;
  readonly messages?: Partial<MessageSettings>;
  readonly approvals?: Partial<ApprovalSettings>;
  /** `null` takes one back to the installation's. */
  readonly rates?: Readonly<{ [K in keyof TenantRates]?: number | null }>;
  readonly auditRetentionDays?: number | null;
  readonly suspended?: boolean;
}

/**
 * Changes what a tenant demands. PIN rules apply to PINs set from now on; guess budgets and lock
 * lengths apply from the next attempt on. Throws `approval_needed` for what takes a second person.
 */
export function configureTenant(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  command: ConfigureTenant,
): Promise<Tenant> {
  return store.applyToTenant(call.tenant.id, (current): Decision<Tenant, Tenant> => {
    const at = clock.now();
    const tenant = configured(current, command, at);
    if (current !== null && neededFor(current, tenant) !== null) {
      const sentence = 'This takes a second person. Ask for an approval through the admin API.';
      throw new Fault('approval_needed', sentence);
    }
    return { next: tenant, audit: [auditEntry(call, at, configuredFact(command))], result: tenant };
  });
}

/** A tenant as a change makes it. Throws for a tenant that is not there, and a policy that is none. */
export function configured(current: Tenant | null, command: ConfigureTenant, at: Instant): Tenant {
  if (current === null) throw new Fault('tenant_not_found', 'There is no such tenant.');
  const policy = { ...current.policy, ...command.policy };
  if (policy.minLength > policy.maxLength) {
    throw new Fault('request_malformed', 'minLength must not be larger than maxLength.');
  }
  return {
    ...current,
    policy,
    dialectSettings: { ...current.dialectSettings, ...command.dialectSettings },
    pages: { ...current.pages, ...command.pages },
    messages: { ...current.messages, ...command.messages },
    approvals: { ...current.approvals, ...command.approvals },
    rates: changedRates(current.rates, command.rates),
    auditRetentionDays:
      command.auditRetentionDays === undefined
        ? current.auditRetentionDays
        : command.auditRetentionDays,
    suspendedAt: suspension(current, command.suspended, at),
  };
}

function changedRates(current: TenantRates, change: ConfigureTenant['rates'] = {}): TenantRates {
  const all = Object.entries({ ...current, ...change });
  return Object.fromEntries(all.filter(([, requestsMax]) => requestsMax !== null));
}

/** What the trail says of it; `why` where there is more to say. */
export function configuredFact(command: ConfigureTenant, why?: string) {
  const parts = Object.keys(command).join(', ');
  const reason = why === undefined ? parts : `${parts}: ${why}`;
  return { action: 'tenant.configure', outcome: 'configured', reason };
}

function suspension(current: Tenant, suspended: boolean | undefined, at: number): number | null {
  if (suspended === undefined) return current.suspendedAt;
  return suspended ? (current.suspendedAt ?? at) : null;
}
