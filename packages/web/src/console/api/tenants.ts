import { path } from './address.ts';
import type { Language, MessageSettings } from './messages.ts';
import type { Policy } from './policy.ts';
import { type ApprovalNeeded, call, get } from './request.ts';

export interface PageSettings {
  readonly theme: Readonly<Record<string, string>>;
  readonly logo: string | null;
  readonly language: Language;
  readonly frameAncestors: readonly string[];
}

/** Which changes need a second pair of eyes. */
export interface ApprovalSwitches {
  readonly policyWeakening: boolean;
  readonly bulkUnlock: boolean;
}

/** Whose requests a tenant may have a limit of its own for. */
export const RATE_KINDS = ['tenant', 'key', 'app', 'visitor', 'subject', 'newcomer'] as const;
export type RateKind = (typeof RATE_KINDS)[number];

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
  readonly dialects: Readonly<Record<string, unknown>>;
  readonly pages: PageSettings;
  readonly messages: MessageSettings;
  readonly approvals?: ApprovalSwitches;
  readonly rates?: Readonly<Partial<Record<RateKind, number>>>;
  readonly auditRetentionDays?: number | null;
  readonly suspended: boolean;
  readonly createdAt: string;
}

export interface TenantChange {
  readonly policy?: Partial<Policy>;
  readonly pages?: Partial<PageSettings>;
  readonly messages?: Partial<MessageSettings>;
  readonly approvals?: ApprovalSwitches;
  readonly rates?: Readonly<Partial<Record<RateKind, number | null>>>;
  readonly auditRetentionDays?: number | null;
  readonly suspended?: boolean;
}

export async function listTenants(signal?: AbortSignal): Promise<readonly Tenant[]> {
  return (await get<{ readonly tenants: readonly Tenant[] }>('/tenants', signal)).tenants;
}

/** The answer holds the first API key, which is shown this once. */
export function createTenant(tenant: {
  readonly id: string;
  readonly name: string;
}): Promise<Tenant & { readonly apiKey: string }> {
  return call('POST', '/tenants', tenant);
}

export function readTenant(id: string, signal?: AbortSignal): Promise<Tenant> {
  return get(path`/tenants/${id}`, signal);
}

export function changeTenant(id: string, change: TenantChange): Promise<Tenant | ApprovalNeeded> {
  return call('PATCH', path`/tenants/${id}`, change);
}

/** Only of one that is suspended; `confirm` is its id, typed once more. */
export function deleteTenant(
  id: string,
  confirm: string,
  reason: string,
): Promise<{ readonly outcome: 'deleted' } | ApprovalNeeded> {
  return call('DELETE', path`/tenants/${id}`, { confirm, reason });
}
