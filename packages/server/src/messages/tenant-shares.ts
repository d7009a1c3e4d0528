/** How many tenants' turns are remembered; who is forgotten comes first once more. */
const TENANTS_MAX = 10_000;

export interface TenantShares {
  /** Counts one more under way for a tenant, until what it returns is called. */
  enter(tenant: string): () => void;
  /** Whose turn it is among those; of one tenant, the first of them. `undefined` when there are none. */
  next<D extends { readonly tenant: string }>(waiting: readonly D[]): D | undefined;
}

/** Who is to be served next, by tenant: the fewest under way, then the longest not served. */
export function createShares(): TenantShares {
  const underWay = new Map<string, number>();
  const latest = new Map<string, number>();
  let turn = 0;

  const comesBefore = (one: string, other: string): boolean => {
    const fewer = (underWay.get(one) ?? 0) - (underWay.get(other) ?? 0);
    return fewer === 0 ? (latest.get(one) ?? 0) < (latest.get(other) ?? 0) : fewer < 0;
  };

  return {
    enter(tenant) {
      turn += 1;
      if (latest.size >= TENANTS_MAX) latest.clear();
      latest.set(tenant, turn);
      underWay.set(tenant, (underWay.get(tenant) ?? 0) + 1);
      return () => {
        const left = (underWay.get(tenant) ?? 0) - 1;
        if (left > 0) underWay.set(tenant, left);
        else underWay.delete(tenant);
      };
    },
    next: (waiting) =>
      waiting.reduce<(typeof waiting)[number] | undefined>(
        (best, each) => (best === undefined || comesBefore(each.tenant, best.tenant) ? each : best),
        undefined,
      ),
  };
}
