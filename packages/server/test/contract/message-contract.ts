import { describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { DAY_MS } from '../../src/core/model/instant.ts';
import { isSendable, newMessage, type OutgoingMessage } from '../../src/core/model/message.ts';
import { event, KEY, NOW, type StoreUnderTest } from './fixture.ts';

export function describeMessages(test: StoreUnderTest): void {
  const write = (...messages: OutgoingMessage[]) => test.store.record('acme', { messages });
  const change = (id: string, over: Partial<OutgoingMessage>, tenant = 'acme') =>
    test.store.applyToMessage(tenant, id, (current) => ({
      ...(current && { next: { ...current, ...over } }),
      result: current,
    }));
  const idsOf = (listed: readonly OutgoingMessage[]) => listed.map(({ id }) => id);
  const due = async (now = NOW, limit = 100, channel: OutgoingMessage['channel'] = 'email') =>
    idsOf(await test.store.listDueMessages(channel, now, limit));

  describe('messages', () => {
    it('come back as they were written, to somebody and to nobody we know', async () => {
      const tried = { state: 'sent', tries: 3, leasedUntil: NOW + 1, lastError: 'busy' } as const;
      const known = message('m1', { sealed: Uint8Array.of(0, 255), ...tried, settledAt: NOW + 2 });
      const unknown = message('m2', { subject: null, channel: 'sms', to: '+254700000001' });
      await write(known, unknown);
      await test.reopen();
      const [second, first] = await test.store.listMessages(10);
      expect(plain(first)).toEqual(plain(known));
      expect(plain(second)).toEqual(plain(unknown));
    });

    it('are listed newest first, of all tenants or of one', async () => {
      await write(
        message('m1', { at: NOW + 9 }),
        message('m2'),
        message('m3', { tenant: 'other' }),
      );
      await write(message('m4'));
      expect(idsOf(await test.store.listMessages(3))).toEqual(['m4', 'm3', 'm2']);
      expect(idsOf(await test.store.listTenantMessages('acme', 10))).toEqual(['m4', 'm2', 'm1']);
      expect(idsOf(await test.store.listTenantMessages('acme', 1))).toEqual(['m4']);
      expect(await test.store.listTenantMessages('nowhere', 10)).toEqual([]);
    });

    it('change what trying to send them changes, and nothing else', async () => {
      await write(message('m1'), message('m2'));
      const progress: Partial<OutgoingMessage> = {
        ...{ sealed: null, state: 'dead', tries: 4, nextAt: NOW + 5, leasedUntil: NOW + 6 },
        ...{ lastError: 'no such mailbox', settledAt: NOW + 7 },
      };
      await change('m1', { ...progress, to: 'eve@example.com', subject: null, expiresAt: 0 });
      const [second, first] = await test.store.listMessages(10);
      expect(plain(first)).toEqual(plain(message('m1', progress)));
      expect(plain(second)).toEqual(plain(message('m2')));
    });

    it('are nothing for another tenant, and are not made by a decision about them', async () => {
      await write(message('m1'));
      expect(await change('m1', { state: 'sent' }, 'other')).toBeNull();
      expect(await change('m9', { state: 'sent' })).toBeNull();
      const next = message('m9');
      await test.store.applyToMessage('acme', 'm9', () => ({ next, result: undefined }));
      expect(idsOf(await test.store.listMessages(10))).toEqual(['m1']);
      expect(await due()).toEqual(['m1']);
    });

    it('of a tenant with many waiting leave room for those of others', async () => {
      const flood = Array.from({ length: 40 }, (_, nth) => message(`f-${nth}`, { nextAt: nth }));
      await write(...flood);
      await test.store.record('other', {
        messages: [message('few-1', { tenant: 'other', nextAt: 100 })],
      });
      expect(await due(NOW, 4)).toEqual(['f-0', 'few-1', 'f-1', 'f-2']);
      expect(await due(NOW, 1)).toEqual(['f-0']);
    });

    it('are written with the state they are about, or neither is', async () => {
      const apply = (subject: string, id: string) =>
        test.store.applyToCredential({ ...KEY, subject }, () => ({
          next: NO_CREDENTIAL,
          messages: [message(id)],
          result: undefined,
        }));
      const refused = apply('nobody-here', 'm-refused');
      const kept = apply('ann', 'm-kept');
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      await kept;
      expect(idsOf(await test.store.listMessages(10))).toEqual(['m-kept']);
    });

    it('are settled with what is told about it, or neither is', async () => {
      await write(message('m1'));
      const thrown = test.store.applyToMessage('acme', 'm1', () => {
        throw new Error('decided against it');
      });
      await expect(thrown).rejects.toThrow('decided against it');
      await test.store.applyToMessage('acme', 'm1', (current) => ({
        ...(current && { next: { ...current, state: 'sent' as const } }),
        events: [event('e1')],
        result: undefined,
      }));
      expect((await test.store.listEvents(10)).map(({ id }) => id)).toEqual(['e1']);
    });

    it('outlive their subject: nobody may undo that they were told', async () => {
      await write(message('m1'));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await due()).toEqual(['m1']);
    });
  });

  describe('due messages', () => {
    it('wait, have their turn, and are in nobody’s hands', async () => {
      await write(
        message('now', { nextAt: NOW }),
        message('later', { nextAt: NOW + 1 }),
        message('sent', { state: 'sent', settledAt: NOW }),
        message('dead', { state: 'dead', settledAt: NOW }),
        message('leased', { leasedUntil: NOW + 1 }),
        message('dropped', { nextAt: NOW - 5, leasedUntil: NOW }),
        message('text', { channel: 'sms' }),
      );
      expect(await due()).toEqual(['dropped', 'now']);
      expect(await due(NOW, 100, 'sms')).toEqual(['text']);
      expect(await due(NOW - 6)).toEqual([]);
    });

    it('are those of all tenants in turns, of each the longest waiting first and then in the order written', async () => {
      await write(
        message('b', { nextAt: NOW - 1 }),
        message('c', { nextAt: NOW - 1, tenant: 'other' }),
        message('a', { nextAt: NOW - 2 }),
        message('d', { nextAt: NOW - 1, at: 0 }),
      );
      expect(await due()).toEqual(['a', 'c', 'b', 'd']);
      expect(await due(NOW, 2)).toEqual(['a', 'c']);
    });

    it('that are over are there as well: somebody has to give them up', async () => {
      await write(message('m1', { expiresAt: NOW - 1, nextAt: NOW - 9 }));
      expect(await due()).toEqual(['m1']);
    });

    it('are given to one among many that want to send', async () => {
      await write(message('m1'));
      const lease = () =>
        test.store.applyToMessage<boolean>('acme', 'm1', (current) =>
          current !== null && isSendable(current, NOW)
            ? { next: { ...current, leasedUntil: NOW + 60 }, result: true }
            : { result: false },
        );
      const leased = await Promise.all(Array.from({ length: 20 }, lease));
      expect(leased.filter(Boolean)).toHaveLength(1);
      expect(await due(NOW + 59)).toEqual([]);
      expect(await due(NOW + 60)).toEqual(['m1']);
    });

    it('being sent when the engine stopped are due when it is back, or their lease over', async () => {
      await write(message('m1', { leasedUntil: NOW + DAY_MS }));
      await write(message('m2', { leasedUntil: NOW + DAY_MS, state: 'sent', settledAt: NOW }));
      expect(await due()).toEqual([]);
      await test.reopen();
      expect(await due()).toEqual(test.exclusive ? ['m1'] : []);
      expect(await due(NOW + DAY_MS)).toEqual(['m1']);
      const [second] = await test.store.listMessages(10);
      expect(second?.leasedUntil).toBe(NOW + DAY_MS);
    });
  });

  describe('a sweep', () => {
    it('keeps messages for 30 days after they settled, and as long as they have not', async () => {
      await write(
        message('waiting', { at: 0, nextAt: 0, expiresAt: 1 }),
        message('old', { state: 'sent', settledAt: NOW }),
        message('dead', { state: 'dead', settledAt: NOW }),
        message('kept', { state: 'sent', settledAt: NOW + 1 }),
      );
      await test.store.sweep(NOW + 30 * DAY_MS);
      expect(idsOf(await test.store.listMessages(10))).toEqual(['kept', 'waiting']);
    });
  });
}

/** Engines may bring bytes back in a class of their own. */
function plain(each: OutgoingMessage | undefined) {
  return each && { ...each, sealed: each.sealed && [...each.sealed] };
}

function message(id: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const about = { id, tenant: 'acme', subject: 'ann', template: 'pin_changed' } as const;
  const to = { channel: 'email', to: 'ann@example.com', language: 'sw' } as const;
  const times = { at: NOW, expiresAt: NOW + 1_000 };
  return { ...newMessage({ ...about, ...to, ...times, sealed: Uint8Array.of(1) }), ...over };
}
