import { type Instant, MINUTE_MS } from './instant.ts';

/** Whose requests are counted together. */
export const BUDGET_KINDS = [
  'tenant',
  'key',
  'app',
  'source',
  'visitor',
  'stranger',
  'subject',
  'newcomer',
] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

/** Requests a minute, by whose they are. */
export type RequestRates = Readonly<Record<BudgetKind, number>>;

/** What a tenant may have otherwise: who it is about is known only where its tenant is. */
export const TENANT_BUDGET_KINDS = [
  'tenant',
  'key',
  'app',
  'visitor',
  'subject',
  'newcomer',
] as const;
export type TenantRates = Readonly<Partial<Record<(typeof TENANT_BUDGET_KINDS)[number], number>>>;

/** Many more than a server does, for those who proved who they are; few for those who did not. */
export const DEFAULT_RATES: RequestRates = {
  tenant: 600_000,
  key: 300_000,
  app: 60_000,
  source: 120_000,
  visitor: 1_200,
  stranger: 120,
  subject: 600,
  newcomer: 12_000,
};

export const RATE_MAX = 1_000_000_000;

/** Budgets are full again each minute, at the same instant for everybody. */
export const WINDOW_MS = MINUTE_MS;

export interface BudgetKey {
  /** Empty for what is counted before any tenant is known. */
  readonly tenant: string;
  readonly kind: BudgetKind;
  readonly id: string;
}

/** What all nodes share of a budget: how much of a window was handed out to them. */
export interface BudgetState {
  /** Number of the minute since 1970. */
  readonly window: number;
  readonly taken: number;
  /** Whether the trail has it that this window was not enough. */
  readonly told: boolean;
}

/** How a budget is spread over the nodes. */
export interface BudgetSpread {
  /** What each node may spend without asking: the most that each node beyond the first one adds. */
  readonly own: number;
  /** What all nodes together take the rest out of. */
  readonly shared: number;
  /** How much a node takes at once, and loses at the end of the minute. */
  readonly block: number;
}

const SHARE = 20;
/** Of tenants and keys there are few, and no request more than they may have is let through. */
const EXACT: readonly BudgetKind[] = ['tenant', 'key', 'app', 'newcomer'];

/**
 * Sources and subjects are many, and most of them ask once: a tenth is each node's own, so that most
 * of them cost the database nothing. Of the rest, a twentieth is taken at once.
 */
export function spreadOf(kind: BudgetKind, requestsMax: number): BudgetSpread {
  const own = EXACT.includes(kind) ? 0 : Math.floor(requestsMax / 10);
  return { own, shared: requestsMax - own, block: Math.ceil(requestsMax / SHARE) };
}

export function windowOf(at: Instant): number {
  return Math.floor(at / WINDOW_MS);
}

export interface TakenBlock {
  /** Absent: as it was. */
  readonly next?: BudgetState;
  /** Good in this window only; 0: there is nothing left of it. */
  readonly granted: number;
  /** The first one in this window that had to be told so. */
  readonly first: boolean;
}

/**
 * Takes a block out of what is left of a window. Every block of every node comes out of one number.
 * A clock that is behind gets what is left of the latest window anybody had, and no window anew.
 */
export function takeBlock(
  state: BudgetState | null,
  window: number,
  { shared, block }: BudgetSpread,
): TakenBlock {
  const isOver = state === null || state.window < window;
  const current = isOver ? { window, taken: 0, told: false } : state;
  const granted = Math.max(0, Math.min(block, shared - current.taken));
  if (granted > 0) {
    return { next: { ...current, taken: current.taken + granted }, granted, first: false };
  }
  if (current.told) return { granted, first: false };
  return { next: { ...current, told: true }, granted, first: true };
}
