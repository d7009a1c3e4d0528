import { describe, expect, it } from 'vitest';
import { DEFAULT_PAGES } from '../../src/core/model/pages.ts';
import { type StoreUnderTest, tenant } from './fixture.ts';

const SHOP = 'https://shop.example';
const BANK = 'https://bank.example';

export function describePageOrigins(test: StoreUnderTest): void {
  describe('page settings', () => {
    const allow = (id: string, ...frameAncestors: string[]) =>
      test.store.applyToTenant(id, () => ({
        next: { ...tenant(id), pages: { ...DEFAULT_PAGES, frameAncestors } },
        result: undefined,
      }));

    it('come back as they were written', async () => {
      const theme = { accent: '#102030' };
      const pages = { theme, logo: 'data:,x', language: 'sw', frameAncestors: [SHOP] } as const;
      const next = { ...tenant('acme'), pages };
      await test.store.applyToTenant('acme', () => ({ next, result: undefined }));
      expect(await test.store.readTenant('acme')).toEqual(next);
    });

    it('know an origin as long as one tenant names it', async () => {
      expect(await test.store.isPageOrigin(SHOP)).toBe(false);
      await allow('acme', SHOP, BANK, SHOP);
      await allow('other', SHOP);
      expect(await test.store.isPageOrigin(SHOP)).toBe(true);
      await allow('acme', BANK);
      expect(await test.store.isPageOrigin(SHOP)).toBe(true);
      await allow('other');
      expect(await test.store.isPageOrigin(SHOP)).toBe(false);
      expect(await test.store.isPageOrigin(BANK)).toBe(true);
    });
  });
}
