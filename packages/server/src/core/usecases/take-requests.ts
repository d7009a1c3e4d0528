import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  type BudgetKey,
  type BudgetState,
  spreadOf,
  takeBlock,
  windowOf,
} from '../model/request-budget.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface TakeRequests {
  readonly key: BudgetKey;
  /** Requests a minute all nodes together may let through. */
  readonly requestsMax: number;
  /** Who asks, where that is known: a tenant's trail tells once a window that it was not enough. */
  readonly call?: Call;
}

/**
 * Takes a block of requests for this node out of what is left of the present minute, in the store
 * that all nodes share; 0 when nothing is. Durable before it answers. Rejects when the store does not
 * answer: then nothing was taken, as far as anybody may rely on it.
 */
export function takeRequests(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { key, requestsMax, call }: TakeRequests,
): Promise<number> {
  return store.applyToBudget(key, (state): Decision<BudgetState, number> => {
    const at = clock.now();
    const { next, granted, first } = takeBlock(
      state,
      windowOf(at),
      spreadOf(key.kind, requestsMax),
    );
    if (next === undefined) return { result: granted };
    const fact = { action: `limit.${key.kind}`, outcome: 'reached' };
    const audit = first && call !== undefined ? [auditEntry(call, at, fact)] : [];
    return { next, audit, result: granted };
  });
}
