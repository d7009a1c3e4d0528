import { describe, expect, it } from 'vitest';
import type { OneTimeCode } from '../../src/core/model/one-time-code.ts';
import type { SendWindowKey } from '../../src/core/ports/message-store.ts';
import { addSubject, event, NOW, type StoreUnderTest, subject } from './fixture.ts';

const WINDOW: SendWindowKey = { tenant: 'acme', kind: 'recipient', id: 'email:ann@example.com' };

export function describeCodes(test: StoreUnderTest): void {
  const write = (next: OneTimeCode) =>
    test.store.applyToCode(next.tenant, next.id, () => ({ next, result: undefined }));
  const send = (next: OneTimeCode) =>
    test.store.applyToCode(next.tenant, next.id, () => ({
      next,
      supersede: true,
      result: undefined,
    }));
  const stateOf = async (id: string, tenant = 'acme') =>
    (await test.store.readCode(tenant, id))?.state;
  const find = (digest: string, use = 'sign-in', tenant = 'acme') =>
    test.store.findCode(tenant, use, digest);

  describe('one-time codes', () => {
    it('come back as they were written, to somebody and to nobody we know', async () => {
      const tried = { state: 'failed', triesLeft: 0 } as const;
      const other = code('c2', { subject: null, channel: 'sms', to: '+254', findable: true });
      await write(code('c1'));
      await write(code('c1', tried));
      await write(other);
      await test.reopen();
      expect(await test.store.readCode('acme', 'c1')).toEqual(code('c1', tried));
      expect(await test.store.readCode('acme', 'c2')).toEqual(other);
      expect(await test.store.readCode('other', 'c1')).toBeNull();
    });

    it('of one use to one recipient are ended by a newer one', async () => {
      const unknown = { subject: null } as const;
      await send(code('c1', unknown));
      await send(code('used', { ...unknown, state: 'proven' }));
      await send(code('elsewhere', { ...unknown, to: 'ben@example.com' }));
      await send(code('text', { ...unknown, channel: 'sms' }));
      await send(code('pay', { ...unknown, use: 'pay' }));
      await send(code('foreign', { ...unknown, tenant: 'other' }));
      await send(code('c2', unknown));
      expect(await stateOf('c1')).toBe('superseded');
      expect(await stateOf('used')).toBe('proven');
      for (const id of ['c2', 'elsewhere', 'text', 'pay']) expect(await stateOf(id)).toBe('open');
      expect(await stateOf('foreign', 'other')).toBe('open');
    });

    it('of one use to one person are ended by a newer one to another address', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await send(code('c1'));
      await send(code('bobs', { subject: 'bob', to: 'bob@example.com' }));
      await send(code('pay', { use: 'pay' }));
      await send(code('c2', { channel: 'sms', to: '+254' }));
      expect(await stateOf('c1')).toBe('superseded');
      for (const id of ['c2', 'bobs', 'pay']) expect(await stateOf(id)).toBe('open');
    });

    it('leave one open of many that are sent at once', async () => {
      const ids = Array.from({ length: 20 }, (_, each) => `c${each}`);
      await Promise.all(ids.map((id) => send(code(id))));
      const states = await Promise.all(ids.map((id) => stateOf(id)));
      expect(states.filter((state) => state === 'open')).toHaveLength(1);
    });

    it('are tried by one at a time', async () => {
      await write(code('c1'));
      const attempt = () =>
        test.store.applyToCode('acme', 'c1', (current) =>
          current === null || current.triesLeft === 0
            ? { result: false }
            : { next: { ...current, triesLeft: current.triesLeft - 1 }, result: true },
        );
      const tried = await Promise.all(Array.from({ length: 50 }, attempt));
      expect(tried.filter(Boolean)).toHaveLength(5);
    });

    it('go with their subject, and cannot be made for one who is gone', async () => {
      await write(code('c1'));
      await write(code('c2', { subject: null, to: 'bob@example.com' }));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await test.store.readCode('acme', 'c1')).toBeNull();
      expect(await stateOf('c2')).toBe('open');
      await expect(write(code('c3'))).rejects.toMatchObject({ code: 'subject_not_found' });
    });

    it('are written with their traces or not at all', async () => {
      const next = code('c1', { subject: 'nobody-here' });
      const refused = test.store.applyToCode('acme', 'c1', () => ({
        next,
        events: [event('e1')],
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      expect(await test.store.listEvents(10)).toEqual([]);
    });

    it('are swept from the instant they are over', async () => {
      await write(code('c1', { expiresAt: NOW }));
      await write(code('c2', { use: 'reset', expiresAt: NOW + 1 }));
      await test.store.sweep(NOW);
      expect(await test.store.readCode('acme', 'c1')).toBeNull();
      expect(await stateOf('c2')).toBe('open');
    });
  });

  describe('findable codes', () => {
    const findable = (id: string, over: Partial<OneTimeCode> = {}) =>
      code(id, { findable: true, codeDigest: 'same', to: `${id}@example.com`, ...over });

    it('are found while open, by tenant, use and digest', async () => {
      await write(findable('c1', { subject: null }));
      await write(code('hidden', { subject: null, codeDigest: 'secret' }));
      expect((await find('same'))?.id).toBe('c1');
      expect(await find('same', 'pay')).toBeNull();
      expect(await find('same', 'sign-in', 'other')).toBeNull();
      expect(await find('secret')).toBeNull();
      await write(findable('c1', { subject: null, state: 'proven' }));
      expect(await find('same')).toBeNull();
    });

    it('are unique among the open ones of a use, however many are made at once', async () => {
      const made = Array.from({ length: 20 }, (_, each) =>
        write(findable(`c${each}`, { subject: null })),
      );
      const settled = await Promise.allSettled(made);
      const refused = settled.filter((each) => each.status === 'rejected');
      expect(refused).toHaveLength(19);
      for (const { reason } of refused) {
        expect(reason).toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 1 });
      }
    });

    it('may be like those that are over, hidden, of another use or tenant', async () => {
      await write(findable('c1', { subject: null, state: 'superseded' }));
      await write(findable('c2', { subject: null, findable: false }));
      await write(findable('c3', { subject: null, use: 'pay' }));
      await write(findable('c4', { subject: null, tenant: 'other' }));
      await write(findable('c5', { subject: null }));
      expect((await find('same'))?.id).toBe('c5');
    });

    it('may be like the one they end', async () => {
      await send(findable('c1'));
      await send(findable('c2'));
      expect(await stateOf('c1')).toBe('superseded');
      expect((await find('same'))?.id).toBe('c2');
    });
  });

  describe('send windows', () => {
    const count = (key = WINDOW, limit = 5) =>
      test.store.applyToSendWindow(key, (sends) =>
        sends.length < limit
          ? { next: { sends: [...sends, NOW], expiresAt: NOW + 9 }, result: true }
          : { result: false },
      );
    const read = (key = WINDOW) =>
      test.store.applyToSendWindow(key, (sends) => ({ result: sends }));

    it('count every one of many that come at once, and are kept', async () => {
      const counted = await Promise.all(Array.from({ length: 50 }, () => count()));
      expect(counted.filter(Boolean)).toHaveLength(5);
      await test.reopen();
      expect(await read()).toEqual([NOW, NOW, NOW, NOW, NOW]);
    });

    it('of tenants, kinds and ids are apart', async () => {
      await count();
      for (const other of [
        { ...WINDOW, tenant: 'other' },
        { ...WINDOW, kind: 'source' as const },
        { ...WINDOW, id: 'sms:+254' },
      ]) {
        expect(await read(other)).toEqual([]);
      }
    });

    it('are swept from the instant nothing in them counts any more', async () => {
      await count();
      await test.store.sweep(NOW + 8);
      expect(await read()).toEqual([NOW]);
      await test.store.sweep(NOW + 9);
      expect(await read()).toEqual([]);
    });
  });
}

function code(id: string, over: Partial<OneTimeCode> = {}): OneTimeCode {
  return {
    ...{ id, tenant: 'acme', use: 'sign-in', subject: 'ann', findable: false },
    ...{ channel: 'email', to: 'ann@example.com', codeDigest: `digest-${id}` },
    ...{ state: 'open', triesLeft: 5, createdAt: NOW, expiresAt: NOW + 1_000 },
    ...over,
  };
}
