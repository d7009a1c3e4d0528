import { DEFAULT_RATES } from '../../src/core/model/request-budget.ts';
import { BudgetLeases } from '../../src/http/limits/budget-leases.ts';
import { RequestLimits } from '../../src/http/limits/request-limits.ts';

/** Limits that nobody meets, for a server that is put together by hand. */
export function noLimits(): RequestLimits {
  const clock = { now: () => 0 };
  return new RequestLimits({
    ...{ clock, rates: DEFAULT_RATES, isUnlimited: () => true, refused: () => undefined },
    leases: new BudgetLeases({ clock, take: async () => 0, seed: 0 }),
  });
}
