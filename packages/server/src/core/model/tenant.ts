import type { ApprovalSettings } from './approval-settings.ts';
import type { Instant } from './instant.ts';
import type { MessageSettings } from './message-settings.ts';
import type { PageSettings } from './pages.ts';
import type { Policy } from './policy.ts';
import type { TenantRates } from './request-budget.ts';

/** The audit trail is kept for no less, whatever is asked. */
export const AUDIT_RETENTION_MIN_DAYS = 30;

/** An isolated customer of the server; part of every key and every store call. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
  /** Per-dialect switches, keyed by dialect; each dialect validates and reads its own. */
  readonly dialectSettings: Readonly<Record<string, unknown>>;
  /** How the hosted pages look, and who may embed them. */
  readonly pages: PageSettings;
  /** What its people are told by mail and text message. */
  readonly messages: MessageSettings;
  /** What takes a second person. */
  readonly approvals: ApprovalSettings;
  /** Requests a minute, where they differ from the installation's. */
  readonly rates: TenantRates;
  /** How long entries of the audit trail are kept; `null`: for ever. */
  readonly auditRetentionDays: number | null;
  readonly createdAt: Instant;
  readonly suspendedAt: Instant | null;
}

/** What lets a caller in, for one dialect of one tenant. The secret itself is not kept. */
export interface CallerKey {
  readonly id: string;
  readonly tenant: string;
  readonly dialect: string;
  readonly name: string;
  readonly secretDigest: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
}
