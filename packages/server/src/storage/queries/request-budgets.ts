import { type BudgetKey, type BudgetState, WINDOW_MS } from '../../core/model/request-budget.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer } from './column.ts';
import { rowWriter } from './row-writer.ts';

const ROW = rowWriter(
  'request_budgets',
  ['tenant', 'kind', 'id'],
  ['win', 'taken', 'told', 'expires_at'],
);

export function selectBudget({ tenant, kind, id }: BudgetKey): Statement {
  const sql =
    'SELECT win, taken, told FROM request_budgets WHERE tenant = ? AND kind = ? AND id = ?';
  return { sql, params: [tenant, kind, id] };
}

export function insertBudget({ tenant, kind, id }: BudgetKey, next: BudgetState): Statement {
  return ROW.insert([tenant, kind, id], stateOf(next));
}

export function updateBudget({ tenant, kind, id }: BudgetKey, next: BudgetState): Statement {
  return ROW.update([tenant, kind, id], stateOf(next));
}

export function toBudget(row: Row): BudgetState {
  return {
    window: integer(row, 'win'),
    taken: integer(row, 'taken'),
    told: integer(row, 'told') === 1,
  };
}

/** A node whose clock is behind may ask for a while yet; without the row it would begin anew. */
function stateOf({ window, taken, told }: BudgetState) {
  return [window, taken, told ? 1 : 0, (window + 2) * WINDOW_MS];
}
