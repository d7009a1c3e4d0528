import type { Call } from './call.ts';
import type { Instant } from './instant.ts';

/** One line of the trail: who did what to whom, through which door, and how it ended. */
export interface AuditEntry {
  readonly at: Instant;
  readonly tenant: string;
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly purpose: string | null;
  readonly actor: string;
  readonly dialect: string;
  readonly source: string;
  readonly requestId: string;
  /** The internal why: a policy rule, staff's words. Never a PIN, a code or anything made of one. */
  readonly reason: string | null;
  /** Which state of the credential it is about was in force afterwards; absent: of no stored one. */
  readonly generation?: number;
}

/** Entries that say all of this; absent: whatever they say. */
export interface AuditFilter {
  readonly action?: string;
  readonly outcome?: string;
  readonly subject?: string;
  readonly actor?: string;
  readonly dialect?: string;
  readonly source?: string;
  /** Both included. */
  readonly from?: Instant;
  readonly to?: Instant;
}

interface AuditedFact {
  readonly action: string;
  readonly outcome: string;
  readonly subject?: string;
  readonly purpose?: string;
  readonly reason?: string | undefined;
}

export function auditEntry(call: Call, at: Instant, fact: AuditedFact): AuditEntry {
  return {
    at,
    tenant: call.tenant.id,
    action: fact.action,
    outcome: fact.outcome,
    subject: fact.subject ?? null,
    purpose: fact.purpose ?? null,
    actor: call.actor,
    dialect: call.dialect,
    source: call.source,
    requestId: call.requestId,
    reason: fact.reason ?? null,
  };
}
