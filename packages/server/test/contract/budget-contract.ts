import { describe, expect, it } from 'vitest';
import {
  type BudgetKey,
  type BudgetState,
  takeBlock,
  WINDOW_MS,
} from '../../src/core/model/request-budget.ts';
import { NOW, type StoreUnderTest } from './fixture.ts';

const KEY: BudgetKey = { tenant: 'acme', kind: 'key', id: 'native:k1' };
const SPREAD = { own: 0, shared: 1_000, block: 7 };

export function describeBudgets(test: StoreUnderTest): void {
  describe('budgets of requests', () => {
    const take = (window: number, key = KEY) =>
      test.store.applyToBudget<number>(key, (state) => {
        const { next, granted } = takeBlock(state, window, SPREAD);
        return next === undefined ? { result: granted } : { next, result: granted };
      });
    const read = (key = KEY) =>
      test.store.applyToBudget<BudgetState | null>(key, (state) => ({ result: state }));

    it('hand out all there is and no more to many who take at once, over a restart too', async () => {
      const first = await Promise.all(Array.from({ length: 100 }, () => take(5)));
      await test.reopen();
      const more = await Promise.all(Array.from({ length: 100 }, () => take(5)));
      expect([...first, ...more].reduce((sum, each) => sum + each, 0)).toBe(SPREAD.shared);
      expect(await take(6)).toBe(SPREAD.block);
    });

    it('are apart by tenant, kind and id, and there may be no tenant', async () => {
      await take(5);
      const others: readonly BudgetKey[] = [
        { ...KEY, tenant: 'other' },
        { ...KEY, tenant: '' },
        { ...KEY, kind: 'app' },
        { ...KEY, id: 'native:k2' },
      ];
      for (const other of others) expect(await read(other)).toBeNull();
      await take(5, { ...KEY, tenant: '' });
      expect(await read()).toEqual({ window: 5, taken: SPREAD.block, told: false });
    });

    it('are swept when their minute, and the next, is over', async () => {
      const window = Math.floor(NOW / WINDOW_MS);
      await take(window);
      await test.store.sweep((window + 2) * WINDOW_MS - 1);
      expect(await read()).not.toBeNull();
      await test.store.sweep((window + 2) * WINDOW_MS);
      expect(await read()).toBeNull();
    });
  });
}
