import type { ApprovalSettings } from './approval-settings.ts';
import { DAY_MS, type Instant } from './instant.ts';
import { weakenings } from './policy-weakening.ts';
import type { Tenant } from './tenant.ts';

export const APPROVAL_KINDS = [
  'policy_weakening',
  'approvals_off',
  'bulk_unlock',
  'bulk_confirm',
  'tenant_deletion',
] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export const APPROVAL_STATES = ['pending', 'approved', 'rejected', 'stale', 'expired'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Something that is done when a second person agrees, and not before. */
export interface Approval {
  readonly id: string;
  readonly tenant: string;
  readonly kind: ApprovalKind;
  /** What is asked for, in plain words. */
  readonly changes: readonly string[];
  /** The command to run then, as plain JSON. */
  readonly command: unknown;
  /** What it was judged against; another one since then, and it is stale. */
  readonly basis: string | null;
  /** The actor who asked; the same one cannot agree. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  /** Never stored as `expired`: time alone makes it that. */
  readonly state: ApprovalState;
  readonly settledBy: string | null;
  readonly settledAt: Instant | null;
  readonly reason: string | null;
}

export const APPROVAL_LIFE_MS = DAY_MS;

export function stateOf({ state, expiresAt }: Approval, now: Instant): ApprovalState {
  return state === 'pending' && expiresAt <= now ? 'expired' : state;
}

export type NeededApproval = Pick<Approval, 'kind' | 'changes'>;

/** What of a change of a tenant a second person has to agree to; `null`: nothing. */
export function neededFor(before: Tenant, after: Tenant): NeededApproval | null {
  const off = switchedOff(before.approvals, after.approvals);
  const weaker = before.approvals.policyWeakening ? weakenings(before.policy, after.policy) : [];
  const changes = [...weaker, ...off];
  if (changes.length === 0) return null;
  return { kind: weaker.length > 0 ? 'policy_weakening' : 'approvals_off', changes };
}

function switchedOff(before: ApprovalSettings, after: ApprovalSettings): readonly string[] {
  const sentences: Readonly<Record<keyof ApprovalSettings, string>> = {
    policyWeakening: 'a weaker policy no longer takes a second person',
    bulkUnlock: 'unlocking many people no longer takes a second person',
  };
  return (Object.keys(sentences) as (keyof ApprovalSettings)[])
    .filter((each) => before[each] && !after[each])
    .map((each) => sentences[each]);
}

/** What a change of a tenant is judged against, in one spelling whatever the order of its keys. */
export function basisOf({ policy, approvals }: Tenant): string {
  return JSON.stringify(sorted({ policy, approvals }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
