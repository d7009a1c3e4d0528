/** The product's own cap, whatever a policy says and whatever clocks show. */
const FAILURES_MAX = 100;

export interface Grant {
  readonly budget: number;
  /** Length of the first, second, ... lock; the last one repeats. */
  readonly locksMs: readonly number[];
  /** From the earliest time any node's clock showed to the latest. */
  readonly spanMs: number;
}

/**
 * The published number of guesses without a success: a budget, and one more for each lock that can
 * have ended in this time. A lock ends when some node's clock shows its end, so nodes with wrong
 * clocks grant what one clock would that ran from the earliest of them to the latest; a clock that
 * jumps there and back again grants nothing twice, because the next lock ends later than the first.
 */
export function guessesGranted({ budget, locksMs, spanMs }: Grant): number {
  let budgets = 1;
  let over = locksMs[0] ?? Infinity;
  while (over <= spanMs && budgets * budget < FAILURES_MAX) {
    over += locksMs[Math.min(budgets, locksMs.length - 1)] ?? Infinity;
    budgets += 1;
  }
  return Math.min(FAILURES_MAX, budgets * budget);
}
