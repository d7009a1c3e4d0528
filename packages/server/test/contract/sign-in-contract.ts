import { describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import type { BoundPin, SignIn } from '../../src/core/model/sign-in.ts';
import { addSubject, event, KEY, NOW, type StoreUnderTest, subject } from './fixture.ts';

export function describeSignIns(test: StoreUnderTest): void {
  const write = (next: SignIn) =>
    test.store.applyToSignIn(next.tenant, next.id, () => ({ next, result: undefined }));
  const read = (id: string, tenant = 'acme') => test.store.readSignIn(tenant, id);
  const rebind = (from: BoundPin, to: BoundPin, id = 's1', tenant = 'acme') =>
    test.store.applyToCredential({ ...KEY, tenant }, () => ({
      next: NO_CREDENTIAL,
      rebound: { id, from, to },
      result: undefined,
    }));

  describe('sign-ins', () => {
    it('come back as they were written, bound or not, of somebody or of an app', async () => {
      const all = [
        signIn('s1'),
        signIn('s2', { boundTo: { version: null }, data: { step: 'otp', n: '"' } }),
        signIn('s3', { boundTo: null, endedAt: NOW + 1 }),
        signIn('s4', { subject: null, boundTo: null }),
      ];
      await Promise.all(all.map(write));
      await test.reopen();
      for (const each of all) expect(await read(each.id)).toEqual(each);
      expect(await read('s1', 'other')).toBeNull();
    });

    it('change how long they last, and never whom they speak for or what was shown', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await write(signIn('s1'));
      const times = { expiresAt: NOW + 5_000, endedAt: NOW + 7 };
      const other = {
        ...{ subject: 'bob', purpose: 'pay', level: 'all', dialect: 'circle', caller: 'k9' },
        ...{ data: { more: 'yes' }, boundTo: null, createdAt: 0 },
      };
      await write(signIn('s1', { ...times, ...other }));
      expect(await read('s1')).toEqual(signIn('s1', times));
    });

    it('are ended by one among many that want to', async () => {
      await write(signIn('s1'));
      const end = () =>
        test.store.applyToSignIn('acme', 's1', (current) =>
          current?.endedAt === null
            ? { next: { ...current, endedAt: NOW }, result: true }
            : { result: false },
        );
      const ended = await Promise.all(Array.from({ length: 20 }, end));
      expect(ended.filter(Boolean)).toHaveLength(1);
    });

    it('go with their subject, and cannot be opened for one who is gone', async () => {
      await write(signIn('s1'));
      await write(signIn('s2', { subject: null, boundTo: null }));
      await write(signIn('s1', { tenant: 'other' }));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await read('s1')).toBeNull();
      expect((await read('s2'))?.id).toBe('s2');
      expect((await read('s1', 'other'))?.id).toBe('s1');
      await expect(write(signIn('s3'))).rejects.toMatchObject({ code: 'subject_not_found' });
    });

    it('are written with their traces or not at all', async () => {
      const refused = test.store.applyToSignIn('acme', 's1', () => ({
        next: signIn('s1', { subject: 'nobody-here' }),
        events: [event('e1')],
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      expect(await test.store.listEvents(10)).toEqual([]);
    });

    it('are swept from the instant they are over', async () => {
      await write(signIn('s1', { expiresAt: NOW }));
      await write(signIn('s2', { expiresAt: NOW + 1 }));
      await test.store.sweep(NOW);
      expect([await read('s1'), (await read('s2'))?.id]).toEqual([null, 's2']);
    });
  });

  describe('a sign-in that goes on with another PIN', () => {
    it('is bound to it in the transaction that puts it in force, or not at all', async () => {
      await write(signIn('s1'));
      await rebind({ version: 4 }, { version: 5 });
      expect(await read('s1')).toEqual(signIn('s1', { boundTo: { version: 5 } }));
      const orphan = { ...KEY, subject: 'nobody-here' };
      const refused = test.store.applyToCredential(orphan, () => ({
        next: NO_CREDENTIAL,
        rebound: { id: 's1', from: { version: 5 }, to: { version: 6 } },
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      expect((await read('s1'))?.boundTo).toEqual({ version: 5 });
    });

    it('goes on from no PIN to the first one', async () => {
      await write(signIn('s1', { boundTo: { version: null } }));
      await rebind({ version: null }, { version: 1 });
      expect((await read('s1'))?.boundTo).toEqual({ version: 1 });
    });

    it('is the named one, still bound to what the change was about', async () => {
      await write(signIn('s1'));
      await write(signIn('s2'));
      await write(signIn('free', { boundTo: null }));
      await write(signIn('s1', { tenant: 'other' }));
      await rebind({ version: 3 }, { version: 5 });
      await rebind({ version: null }, { version: 5 });
      await rebind({ version: null }, { version: 5 }, 'free');
      await rebind({ version: 4 }, { version: 5 }, 's1', 'other');
      expect(await read('s1')).toEqual(signIn('s1'));
      expect(await read('s2')).toEqual(signIn('s2'));
      expect((await read('free'))?.boundTo).toBeNull();
      expect((await read('s1', 'other'))?.boundTo).toEqual({ version: 5 });
    });

    it('is one of two that raced for it', async () => {
      await write(signIn('s1'));
      await Promise.all([5, 6].map((version) => rebind({ version: 4 }, { version })));
      expect((await read('s1'))?.boundTo).toEqual({ version: 5 });
    });
  });
}

function signIn(id: string, over: Partial<SignIn> = {}): SignIn {
  return {
    ...{ id, tenant: 'acme', dialect: 'native', caller: 'k1', subject: 'ann', purpose: 'login' },
    ...{ level: 'pin', boundTo: { version: 4 }, data: {} },
    ...{ createdAt: NOW, expiresAt: NOW + 1_000, endedAt: null },
    ...over,
  };
}
