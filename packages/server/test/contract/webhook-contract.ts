import { describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { addWebhook, event, KEY, NOW, type StoreUnderTest, webhook } from './fixture.ts';

export function describeWebhooks(test: StoreUnderTest): void {
  const deliveries = (id: string, tenantId = 'acme') =>
    test.store.listDeliveries(tenantId, id, 100);

  describe('webhooks', () => {
    it('come back as they were written, those of one dialect in the order made', async () => {
      const late = webhook('w1', { createdAt: NOW + 1, enabled: false, signature: 'ed25519' });
      await addWebhook(test.store, late);
      await addWebhook(test.store, webhook('w2'));
      await addWebhook(test.store, webhook('w3', { dialect: 'circle' }));
      await addWebhook(test.store, webhook('w4', { tenant: 'other' }));
      expect(await test.store.readWebhook('acme', 'w1')).toEqual(late);
      expect(await test.store.readWebhook('other', 'w1')).toBeNull();
      expect(await test.store.listWebhooks('acme', 'native')).toEqual([webhook('w2'), late]);
    });

    it('keep their deliveries when they change', async () => {
      await addWebhook(test.store, webhook('w1'));
      await test.store.record('acme', { events: [event('e1')] });
      await addWebhook(test.store, webhook('w1', { enabled: false, events: ['*'], name: 'new' }));
      expect((await test.store.readWebhook('acme', 'w1'))?.name).toBe('new');
      expect(await deliveries('w1')).toHaveLength(1);
    });

    it('go with their deliveries', async () => {
      await addWebhook(test.store, webhook('w1'));
      await addWebhook(test.store, webhook('w2'));
      await test.store.record('acme', { events: [event('e1')] });
      await test.store.applyToWebhook('acme', 'w1', () => ({ next: null, result: undefined }));
      expect(await test.store.readWebhook('acme', 'w1')).toBeNull();
      expect(await test.store.readDelivery('acme', 'w1', 'e1')).toBeNull();
      expect(await deliveries('w2')).toHaveLength(1);
    });
  });

  describe('an event', () => {
    it('becomes a delivery to every enabled webhook of its tenant', async () => {
      await addWebhook(test.store, webhook('w1'));
      await addWebhook(test.store, webhook('w2', { dialect: 'circle' }));
      await addWebhook(test.store, webhook('off', { enabled: false }));
      await addWebhook(test.store, webhook('w1', { tenant: 'other' }));
      const { tenant: _, ...notice } = event('e1', NOW + 5);
      await test.store.record('acme', { events: [event('e1', NOW + 5)] });
      expect(await test.store.readDelivery('acme', 'w1', 'e1')).toEqual({
        ...{ tenant: 'acme', webhook: 'w1', id: 'e1', notice, state: 'waiting', tries: 0 },
        ...{ nextAt: NOW + 5, leasedUntil: null, lastStatus: null, lastError: null },
        ...{ createdAt: NOW + 5, settledAt: null },
      });
      expect(await deliveries('w2')).toHaveLength(1);
      expect(await deliveries('off')).toEqual([]);
      expect(await deliveries('w1', 'other')).toEqual([]);
    });

    it('has its deliveries by whichever door it comes', async () => {
      await addWebhook(test.store, webhook('w1'));
      const trace = (id: string) => ({ events: [event(id)], result: undefined });
      await test.store.applyToTenant('acme', () => trace('e1'));
      await test.store.applyToSubject('acme', 'ann', () => trace('e2'));
      await test.store.applyToCredential(KEY, () => trace('e3'));
      await test.store.applyToRecovery('acme', 'r', () => trace('e4'));
      await test.store.applyToChallenge('acme', 'c', () => trace('e5'));
      const ids = (await deliveries('w1')).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
    });

    it('and its deliveries are written with the state they describe, or none of it', async () => {
      await addWebhook(test.store, webhook('w1'));
      const apply = (subject: string, id: string) =>
        test.store.applyToCredential({ ...KEY, subject }, () => ({
          next: NO_CREDENTIAL,
          events: [event(id)],
          result: undefined,
        }));
      const refused = apply('nobody-here', 'e-refused');
      const kept = apply('ann', 'e-kept');
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      await kept;
      expect((await deliveries('w1')).map(({ id }) => id)).toEqual(['e-kept']);
      await test.reopen();
      expect((await deliveries('w1')).map(({ id }) => id)).toEqual(['e-kept']);
    });
  });
}
