import {
  BUDGET_KINDS,
  type BudgetKey,
  type BudgetKind,
  spreadOf,
  windowOf,
} from '../../core/model/request-budget.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { TakeRequests } from '../../core/usecases/take-requests.ts';

/** Budgets of one kind that a node follows one by one in a minute; what comes after shares bins. */
export const FOLLOWED_MAX = 32_768;
/** Budgets for those that come after. */
const BINS = 4_096;

export interface LeaseParts {
  readonly clock: Clock;
  /** Takes a block out of what all nodes share; 0: nothing is left of this minute. */
  readonly take: (command: TakeRequests) => Promise<number>;
  /** Decides which of those that come after share a bin, so that nobody can choose whose to empty. */
  readonly seed: number;
  readonly followedMax?: number;
}

/** What this node may still let through of one budget, in one minute. */
interface Lease {
  left: number;
  /** The limit under which nothing was left; somebody may raise it within the minute. */
  emptyAt: number;
  taking: Promise<void> | undefined;
}

/**
 * This node's part of all budgets of requests: blocks taken from the store that all nodes share are
 * spent here one by one, so most requests wait for nobody. What is left of a block ends with its
 * minute, and nothing is given back. Forgets everything at the end of each minute, and holds a
 * bounded number of budgets however many ask.
 */
export class BudgetLeases {
  readonly #parts: LeaseParts;
  readonly #followedMax: number;
  #window = 0;
  #leases = emptyLeases();

  constructor(parts: LeaseParts) {
    this.#parts = parts;
    this.#followedMax = parts.followedMax ?? FOLLOWED_MAX;
  }

  /**
   * Whether one more request may pass; it is counted then. Waits, and may reject, only where a block
   * has to be taken: without an answer of the store nothing passes.
   */
  spend(spending: TakeRequests): boolean | Promise<boolean> {
    const lease = this.#leaseOf(spending);
    if (lease.left > 0) {
      lease.left -= 1;
      return true;
    }
    const isEmpty = lease.emptyAt >= spending.requestsMax;
    return isEmpty ? false : this.#afterTaking(lease, spending);
  }

  /** Whether nothing is left in this minute, as far as this node knows. Counts nothing. */
  isEmpty(key: BudgetKey): boolean {
    this.#turn();
    const lease = this.#leases[key.kind].get(nameOf(this.#keyOf(key)));
    return lease !== undefined && lease.left === 0 && lease.emptyAt > 0;
  }

  /** How many budgets are held now. */
  get held(): number {
    return BUDGET_KINDS.reduce((sum, kind) => sum + this.#leases[kind].size, 0);
  }

  async #afterTaking(lease: Lease, spending: TakeRequests): Promise<boolean> {
    lease.taking ??= this.#take(lease, this.#keyOf(spending.key), spending).finally(() => {
      lease.taking = undefined;
    });
    await lease.taking;
    // The minute may have ended meanwhile, and the others who waited may have spent all of it.
    return this.spend(spending);
  }

  async #take(lease: Lease, key: BudgetKey, spending: TakeRequests): Promise<void> {
    const granted = await this.#parts.take({ ...spending, key });
    lease.left += granted;
    lease.emptyAt = granted === 0 ? spending.requestsMax : 0;
  }

  #leaseOf({ key, requestsMax }: TakeRequests): Lease {
    this.#turn();
    const leases = this.#leases[key.kind];
    const known = leases.get(nameOf(key));
    if (known !== undefined) return known;
    const name = nameOf(this.#keyOf(key));
    const shared = leases.get(name);
    if (shared !== undefined) return shared;
    const { own } = spreadOf(key.kind, requestsMax);
    const lease: Lease = { left: own, emptyAt: 0, taking: undefined };
    leases.set(name, lease);
    return lease;
  }

  /** Past the bound it is a bin that others share, on all nodes: never a budget of nobody's. */
  #keyOf(key: BudgetKey): BudgetKey {
    const leases = this.#leases[key.kind];
    if (leases.size < this.#followedMax || leases.has(nameOf(key))) return key;
    return { tenant: '', kind: key.kind, id: `bin:${binOf(nameOf(key), this.#parts.seed)}` };
  }

  #turn(): void {
    const window = windowOf(this.#parts.clock.now());
    // A clock that was set back a little begins no minute again.
    if (window === this.#window || window === this.#window - 1) return;
    this.#window = window;
    this.#leases = emptyLeases();
  }
}

function nameOf({ tenant, id }: BudgetKey): string {
  return tenant === '' ? id : `${tenant}\n${id}`;
}

function emptyLeases(): Record<BudgetKind, Map<string, Lease>> {
  return Object.fromEntries(BUDGET_KINDS.map((kind) => [kind, new Map()])) as Record<
    BudgetKind,
    Map<string, Lease>
  >;
}

/** FNV-1a from a secret start. */
function binOf(name: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash % BINS;
}
