import type { BudgetKey, BudgetState } from '../model/request-budget.ts';
import type { Decision } from './decision.ts';

/** What all nodes of a server share of the budgets of requests. */
export interface BudgetStore {
  /** One decision alone with the newest state of a budget; `null` for one nobody has used. */
  applyToBudget<R>(
    key: BudgetKey,
    decide: (current: BudgetState | null) => Decision<BudgetState, R>,
  ): Promise<R>;
}
