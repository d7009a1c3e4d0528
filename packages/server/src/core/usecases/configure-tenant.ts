import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { MessageSettings } from '../model/message-settings.ts';
import type { PageSettings } from '../model/pages.ts';
import type { Policy } from '../model/policy.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/** Absent parts stay as they are. */
export interface ConfigureTenant {
  readonly policy?: Partial<Policy>;
  readonly dialectSettings?: Readonly<Record<string, unknown>>;
  readonly pages?: Partial<PageSettings>;
  readonly messages?: Partial<MessageSettings>;
  readonly auditRetentionDays?: number | null;
  readonly suspended?: boolean;
}

/**
 * Changes what a tenant demands. PIN rules apply to PINs set from now on; guess budgets and lock
 * lengths apply from the next attempt on.
 */
export function configureTenant(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  command: ConfigureTenant,
): Promise<Tenant> {
  return store.applyToTenant(call.tenant.id, (current): Decision<Tenant, Tenant> => {
    if (current === null) throw new Fault('tenant_not_found', 'There is no such tenant.');
    const at = clock.now();
    const policy = { ...current.policy, ...command.policy };
    if (policy.minLength > policy.maxLength) {
      throw new Fault('request_malformed', 'minLength must not be larger than maxLength.');
    }
    const tenant: Tenant = {
      ...current,
      policy,
      dialectSettings: { ...current.dialectSettings, ...command.dialectSettings },
      pages: { ...current.pages, ...command.pages },
      messages: { ...current.messages, ...command.messages },
      auditRetentionDays:
        command.auditRetentionDays === undefined
          ? current.auditRetentionDays
          : command.auditRetentionDays,
      suspendedAt: suspension(current, command.suspended, at),
    };
    const reason = Object.keys(command).join(', ');
    const fact = { action: 'tenant.configure', outcome: 'configured', reason };
    return { next: tenant, audit: [auditEntry(call, at, fact)], result: tenant };
  });
}

function suspension(current: Tenant, suspended: boolean | undefined, at: number): number | null {
  if (suspended === undefined) return current.suspendedAt;
  return suspended ? (current.suspendedAt ?? at) : null;
}
