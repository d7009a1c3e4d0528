import { DEFAULT_APPROVALS } from '../../src/core/model/approval-settings.ts';
import type { CredentialKey } from '../../src/core/model/credential.ts';
import { DEFAULT_MESSAGES } from '../../src/core/model/message-settings.ts';
import { DEFAULT_PAGES } from '../../src/core/model/pages.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import type { Subject } from '../../src/core/model/subject.ts';
import type { Tenant } from '../../src/core/model/tenant.ts';
import type { Webhook } from '../../src/core/model/webhook.ts';
import type { Store } from '../../src/core/ports/store.ts';

/** The store of the test that runs, with the tenants `acme` and `other` and an `ann` in each. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Whether the engine has one process only: see `EngineProfile`. */
  readonly exclusive: boolean;
  /** Ends the store and opens another on the same data, as a restart does. */
  reopen(): Promise<Store>;
}

export const NOW = 1_000_000;
export const KEY: CredentialKey = { tenant: 'acme', subject: 'ann', purpose: 'login' };

export function tenant(id: string): Tenant {
  const base = {
    policy: DEFAULT_POLICY,
    dialectSettings: {},
    pages: DEFAULT_PAGES,
    messages: DEFAULT_MESSAGES,
    approvals: DEFAULT_APPROVALS,
    rates: {},
  };
  return { id, name: id, ...base, auditRetentionDays: null, createdAt: NOW, suspendedAt: null };
}

export function subject(tenantId: string, id: string, createdAt = NOW): Subject {
  const lists = { identifiers: [], devices: [], documents: [], notes: {}, language: null };
  return { tenant: tenantId, id, ...lists, createdAt, suspendedAt: null };
}

export function event(id: string, at = NOW) {
  return { id, type: 'pin.set', tenant: 'acme', subject: 'ann', at, data: { n: 1 } } as const;
}

export function webhook(id: string, over: Partial<Webhook> = {}): Webhook {
  return {
    tenant: 'acme',
    id,
    dialect: 'native',
    name: id,
    url: 'https://receiver.example/hook',
    events: ['pin.*'],
    enabled: true,
    signature: 'hmac',
    createdAt: NOW,
    updatedAt: NOW,
    ...over,
  };
}

export function addTenant(store: Store, next: Tenant): Promise<void> {
  return store.applyToTenant(next.id, () => ({ next, result: undefined }));
}

export function addSubject(store: Store, next: Subject): Promise<void> {
  return store.applyToSubject(next.tenant, next.id, () => ({ next, result: undefined }));
}

export function addWebhook(store: Store, next: Webhook): Promise<void> {
  return store.applyToWebhook(next.tenant, next.id, () => ({ next, result: undefined }));
}
