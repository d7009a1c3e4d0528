import type { BudgetStore } from '../core/ports/budget-store.ts';
import type { Engine } from './engine/engine.ts';
import { insertBudget, selectBudget, toBudget, updateBudget } from './queries/request-budgets.ts';
import { writeTraces } from './traces.ts';

export function createBudgetStore(engine: Engine): BudgetStore {
  return {
    applyToBudget(key, decide) {
      return engine.commit({
        reads: [selectBudget(key)],
        decide: ([row]) => {
          const { next, result, ...traces } = decide(row === undefined ? null : toBudget(row));
          const write = row === undefined ? insertBudget : updateBudget;
          const writes = next === undefined ? [] : [write(key, next)];
          return { writes: [...writes, ...writeTraces(key.tenant, traces)], result };
        },
      });
    },
  };
}
