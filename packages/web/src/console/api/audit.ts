import { path, query } from './address.ts';
import { addressOf, get } from './request.ts';

/** One line of the trail: who did what to whom, through which door, and how it ended. */
export interface AuditEntry {
  readonly seq?: number;
  readonly at: string;
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly purpose: string | null;
  readonly actor: string;
  readonly dialect: string;
  readonly source: string;
  readonly requestId: string;
  readonly reason: string | null;
  readonly chain?: { readonly lane: string; readonly number: number } | null;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next?: string | null;
}

export const AUDIT_FILTERS = [
  'action',
  'outcome',
  'subject',
  'actor',
  'dialect',
  'source',
  'from',
  'to',
] as const;
export type AuditFilter = Readonly<Partial<Record<(typeof AUDIT_FILTERS)[number], string>>>;

/** What checking the whole trail of a tenant found. */
export interface AuditVerdict {
  readonly outcome: 'intact' | 'broken';
  readonly entries: number;
  readonly unchained: number;
  readonly checkpoints: number;
  readonly first: {
    readonly seq: number | null;
    readonly kind: string;
    readonly lane: string | null;
    readonly number: number | null;
    readonly explanation: string;
  } | null;
}

export function listAudit(
  tenant: string,
  filter: AuditFilter,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<AuditPage> {
  return get(path`/tenants/${tenant}/audit` + query({ ...filter, cursor }), signal);
}

export function auditExport(tenant: string, format: 'jsonl' | 'csv', filter: AuditFilter): string {
  return addressOf(path`/tenants/${tenant}/audit/export` + query({ format, ...filter }));
}

export function verifyAudit(tenant: string): Promise<AuditVerdict> {
  return get(path`/tenants/${tenant}/audit/verify`);
}
