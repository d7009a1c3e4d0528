import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/core/model/instant.ts';
import { type Delivery, isDue } from '../../src/core/model/webhook.ts';
import { addWebhook, event, NOW, type StoreUnderTest, webhook } from './fixture.ts';

const LIMITS = { perWebhook: 100, total: 100 };

export function describeDeliveries(test: StoreUnderTest): void {
  describe('deliveries', () => {
    beforeEach(async () => {
      const webhooks = [webhook('w1'), webhook('w2'), webhook('w1', { tenant: 'other' })];
      await Promise.all(webhooks.map((each) => addWebhook(test.store, each)));
    });

    const write = (id: string, over: Partial<Delivery> = {}) => {
      const next = delivery(id, over);
      const { tenant, webhook: to } = next;
      return test.store.applyToDelivery(tenant, to, id, () => ({ next, result: undefined }));
    };
    const due = async (now = NOW, limits = LIMITS) =>
      (await test.store.listDueDeliveries(now, limits)).map(({ id }) => id);

    it('come back as they were written, and are gone when they are to be', async () => {
      const tried = { tries: 2, leasedUntil: NOW + 1, lastStatus: 503, lastError: 'busy' };
      const settled = { ...tried, state: 'dead', leasedUntil: null, settledAt: NOW } as const;
      await write('d1');
      await write('d1', tried);
      expect(await test.store.readDelivery('acme', 'w1', 'd1')).toEqual(delivery('d1', tried));
      await write('d1', settled);
      expect(await test.store.readDelivery('acme', 'w1', 'd1')).toEqual(delivery('d1', settled));
      const forget = () => ({ next: null, result: undefined });
      await test.store.applyToDelivery('acme', 'w1', 'd1', forget);
      expect(await test.store.readDelivery('acme', 'w1', 'd1')).toBeNull();
    });

    it('are listed for one webhook, newest first', async () => {
      const made = Object.entries({ a: 3, b: 9, c: 5, d: 7 });
      await Promise.all(made.map(([id, createdAt]) => write(id, { createdAt })));
      await write('e', { webhook: 'w2' });
      const listed = await test.store.listDeliveries('acme', 'w1', 3);
      expect(listed.map(({ id }) => id)).toEqual(['b', 'd', 'c']);
    });

    it('cannot be written to a webhook that is gone', async () => {
      await expect(write('d1', { webhook: 'gone' })).rejects.toMatchObject({
        code: 'webhook_not_found',
      });
    });

    it('are due when they wait, their time has come and nobody tries them', async () => {
      await write('now', { nextAt: NOW });
      await write('long', { nextAt: NOW - 9, tenant: 'other' });
      await write('later', { nextAt: NOW + 1 });
      await write('done', { state: 'delivered', settledAt: NOW });
      await write('dead', { state: 'dead', settledAt: NOW });
      await write('tried', { leasedUntil: NOW + 1 });
      await write('given-up', { nextAt: NOW - 5, leasedUntil: NOW });
      expect(await due()).toEqual(['long', 'given-up', 'now']);
      expect(await due(NOW - 10)).toEqual([]);
    });

    it('are given to one among many that want to try', async () => {
      await write('d1');
      const lease = () =>
        test.store.applyToDelivery<boolean>('acme', 'w1', 'd1', (current) =>
          current !== null && isDue(current, NOW)
            ? { next: { ...current, leasedUntil: NOW + 60 }, result: true }
            : { result: false },
        );
      const leased = await Promise.all(Array.from({ length: 20 }, lease));
      expect(leased.filter(Boolean)).toHaveLength(1);
      expect(await due(NOW + 59)).toEqual([]);
      expect(await due(NOW + 60)).toEqual(['d1']);
    });

    it('of one webhook leave room for those of others', async () => {
      await Promise.all([
        ...Array.from({ length: 50 }, (_, each) => write(`flood-${each}`, { nextAt: 2 * each })),
        write('few-1', { webhook: 'w2', nextAt: 101 }),
        write('few-2', { webhook: 'w2', nextAt: 103 }),
        write('elsewhere', { tenant: 'other', nextAt: 1 }),
      ]);
      const fair = ['flood-0', 'elsewhere', 'flood-1', 'few-1', 'few-2'];
      expect(await due(NOW, { perWebhook: 2, total: 9 })).toEqual(fair);
      expect(await due(NOW, { perWebhook: 1, total: 2 })).toEqual(['flood-0', 'elsewhere']);
      expect(await due(NOW, { perWebhook: 3, total: 1 })).toEqual(['flood-0']);
    });

    it('of a tenant with many webhooks leave room for those of other tenants', async () => {
      const many = Array.from({ length: 30 }, (_, nth) => `many-${nth}`);
      await Promise.all(many.map((id) => addWebhook(test.store, webhook(id))));
      await Promise.all(many.map((id, nth) => write(id, { webhook: id, nextAt: nth })));
      await write('elsewhere', { tenant: 'other', nextAt: 99 });
      expect(await due(NOW, { perWebhook: 1, total: 4 })).toEqual([
        ...['many-0', 'elsewhere', 'many-1', 'many-2'],
      ]);
    });

    it('being tried do not use up the room of their webhook', async () => {
      await write('d1', { nextAt: 1, leasedUntil: NOW + 1 });
      await write('d2', { nextAt: 2, leasedUntil: NOW + 1 });
      await write('d3', { nextAt: 3 });
      expect(await due(NOW, { perWebhook: 2, total: 9 })).toEqual(['d3']);
    });

    it('being tried when the engine stopped are due when it is back, or their lease over', async () => {
      await write('d1', { leasedUntil: NOW + DAY_MS });
      expect(await due()).toEqual([]);
      await test.reopen();
      // Where others may be at it, only the lease tells whether somebody still is.
      expect(await due()).toEqual(test.exclusive ? ['d1'] : []);
      expect(await due(NOW + DAY_MS)).toEqual(['d1']);
    });

    it('are kept for 30 days after they settled, and as long as they have not', async () => {
      await write('waiting', { createdAt: 0, nextAt: 0 });
      await write('old', { state: 'delivered', settledAt: NOW });
      await write('dead', { state: 'dead', settledAt: NOW });
      await write('kept', { state: 'delivered', settledAt: NOW + 1 });
      await test.store.sweep(NOW + 30 * DAY_MS);
      const left = await test.store.listDeliveries('acme', 'w1', 10);
      expect(left.map(({ id }) => id)).toEqual(['kept', 'waiting']);
    });
  });
}

function delivery(id: string, over: Partial<Delivery> = {}): Delivery {
  const { tenant, ...notice } = event(id);
  return {
    ...{ tenant, webhook: 'w1', id, notice, state: 'waiting', tries: 0, nextAt: NOW },
    ...{ leasedUntil: null, lastStatus: null, lastError: null },
    ...{ createdAt: NOW, settledAt: null },
    ...over,
  };
}
