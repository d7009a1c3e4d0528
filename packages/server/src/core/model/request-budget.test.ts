import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUDGET_KINDS,
  type BudgetState,
  spreadOf,
  takeBlock,
  WINDOW_MS,
  windowOf,
} from './request-budget.ts';

describe('blocks of a budget', () => {
  it('are never more than what nodes share, in any window, in whatever order nodes ask', () => {
    const asks = fc.array(fc.record({ window: fc.nat(4), max: fc.integer({ min: 1, max: 900 }) }));
    fc.assert(
      fc.property(fc.constantFrom(...BUDGET_KINDS), asks, (kind, all) => {
        let state: BudgetState | null = null;
        const given = new Map<number, number>();
        for (const { window, max } of all) {
          const { next, granted }: ReturnType<typeof takeBlock> = takeBlock(
            state,
            window,
            spreadOf(kind, max),
          );
          state = next ?? state;
          if (granted === 0) continue;
          const out = (given.get(state?.window ?? -1) ?? 0) + granted;
          given.set(state?.window ?? -1, out);
          expect(out).toBeLessThanOrEqual(spreadOf(kind, max).shared);
          // A clock that is behind takes out of the latest window, and begins none anew.
          expect(state?.window).toBeGreaterThanOrEqual(window);
        }
      }),
    );
  });

  it('add up, with what is a node’s own, to the limit, and to no more than a tenth for each other node', () => {
    for (const kind of BUDGET_KINDS) {
      for (const max of [1, 2, 9, 10, 120, 600_000]) {
        const { own, shared, block } = spreadOf(kind, max);
        expect(own + shared).toBe(max);
        expect(own).toBeLessThanOrEqual(max / 10);
        expect(block).toBeGreaterThan(0);
      }
    }
    expect(
      ['tenant', 'key', 'app', 'newcomer'].map((kind) => spreadOf(kind as 'key', 600).own),
    ).toEqual([0, 0, 0, 0]);
  });

  it('tell once in a window that nothing is left, and are full again in the next', () => {
    const spread = { own: 0, shared: 3, block: 2 };
    const first = takeBlock(null, 7, spread);
    expect(first).toMatchObject({ granted: 2, next: { window: 7, taken: 2 } });
    const second = takeBlock(first.next ?? null, 7, spread);
    expect(second).toMatchObject({ granted: 1 });
    const third = takeBlock(second.next ?? null, 7, spread);
    expect(third).toMatchObject({ granted: 0, first: true });
    expect(takeBlock(third.next ?? null, 7, spread)).toEqual({ granted: 0, first: false });
    expect(takeBlock(third.next ?? null, 8, spread)).toMatchObject({ granted: 2 });
  });

  it('are of the minute', () => {
    expect([windowOf(0), windowOf(WINDOW_MS - 1), windowOf(WINDOW_MS)]).toEqual([0, 0, 1]);
  });
});
