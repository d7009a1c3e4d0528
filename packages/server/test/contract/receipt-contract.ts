import { describe, expect, it } from 'vitest';
import { NOW, type StoreUnderTest } from './fixture.ts';

export function describeReceipts(test: StoreUnderTest): void {
  describe('receipts', () => {
    const target = { scope: 's', key: 'k', expiresAt: NOW + 100_000 };
    const claim = (digest = 'd', now = NOW) => test.store.claimReceipt('acme', target, digest, now);
    const complete = () =>
      test.store.record('acme', { receipt: { ...target, outcome: { outcome: 'set' } } });

    it('give one caller among many the call', async () => {
      const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
      expect(claims.filter((each) => each.claim === 'fresh')).toHaveLength(1);
      expect(claims.filter((each) => each.claim === 'in_progress')).toHaveLength(19);
    });

    it('answer a repeat with the recorded outcome and refuse another request', async () => {
      await claim();
      await complete();
      expect(await claim()).toEqual({ claim: 'repeat', outcome: { outcome: 'set' } });
      expect(await claim('another')).toEqual({ claim: 'conflict' });
    });

    it('free a key whose call ended without an outcome, and keep one with', async () => {
      await claim();
      await test.store.releaseReceipt('acme', target);
      expect((await claim()).claim).toBe('fresh');
      await complete();
      await test.store.releaseReceipt('acme', target);
      expect((await claim()).claim).toBe('repeat');
    });

    it('can be claimed again when the claimant died', async () => {
      await claim();
      expect((await claim('d', NOW + 59_999)).claim).toBe('in_progress');
      expect((await claim('d', NOW + 60_000)).claim).toBe('fresh');
    });

    it('end with their time', async () => {
      await claim();
      await complete();
      expect((await claim('another', target.expiresAt)).claim).toBe('fresh');
    });
  });
}
