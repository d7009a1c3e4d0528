import { path } from './address.ts';
import { call, get } from './request.ts';

/** A change somebody asked for, waiting for somebody else. */
export interface Approval {
  readonly id: string;
  readonly kind: string;
  readonly state: 'pending' | 'approved' | 'rejected' | 'stale' | 'expired';
  /** What is asked for, in plain words. */
  readonly changes: readonly string[];
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  /** What whoever settled it wrote. */
  readonly reason: string | null;
}

export async function listApprovals(
  tenant: string,
  signal?: AbortSignal,
): Promise<readonly Approval[]> {
  const at = path`/tenants/${tenant}/approvals`;
  return (await get<{ readonly approvals: readonly Approval[] }>(at, signal)).approvals;
}

export function approve(tenant: string, id: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/approvals/${id}/approve`, { reason });
}

export function reject(tenant: string, id: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/approvals/${id}/reject`, { reason });
}
