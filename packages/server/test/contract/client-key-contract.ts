import { describe, expect, it } from 'vitest';
import type { ClientKey } from '../../src/core/model/client-key.ts';
import { addSubject, event, NOW, type StoreUnderTest, subject } from './fixture.ts';

export function describeClientKeys(test: StoreUnderTest): void {
  const write = (next: ClientKey) =>
    test.store.applyToClientKey(next.dialect, next.id, () => ({ next, result: undefined }));
  const read = (id: string, dialect = 'bots') => test.store.readClientKey(dialect, id);

  describe('client keys', () => {
    it('come back as they were written, with and without what only some have', async () => {
      const rsa = { algorithm: 'rsa', bytes: Uint8Array.of(0x30, 0, 255) } as const;
      const bare = clientKey('k2', { name: null, serverKey: null, publicKey: rsa });
      await write(clientKey('k1'));
      await write(bare);
      await test.reopen();
      expect(await read('k1')).toEqual(clientKey('k1'));
      expect(await read('k2')).toEqual(bare);
      expect(await read('k1', 'native')).toBeNull();
    });

    it('are listed for one subject in the order made, revoked ones too', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await write(clientKey('k1', { createdAt: NOW + 5, revokedAt: NOW + 6 }));
      await write(clientKey('k2', { name: null }));
      await write(clientKey('k3', { subject: 'bob' }));
      await write(clientKey('k4', { tenant: 'other' }));
      const listed = await test.store.listClientKeys('acme', 'ann');
      expect(listed.map(({ id }) => id)).toEqual(['k2', 'k1']);
    });

    it('with a name are listed for one tenant in the order made', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await write(clientKey('k1', { createdAt: NOW + 5 }));
      await write(clientKey('k2', { name: null }));
      await write(clientKey('k3', { subject: 'bob', createdAt: NOW + 1 }));
      await write(clientKey('k4', { tenant: 'other' }));
      const listed = await test.store.listNamedClientKeys('acme');
      expect(listed.map(({ id }) => id)).toEqual(['k3', 'k1']);
    });

    it('are given to one among many who want the same id', async () => {
      const register = (tenant: string) =>
        test.store.applyToClientKey('bots', 'k1', (current) =>
          current === null
            ? { next: clientKey('k1', { tenant }), result: tenant }
            : { result: null },
        );
      const tenants = Array.from({ length: 20 }, (_, each) => (each % 2 ? 'acme' : 'other'));
      const made = await Promise.all(tenants.map(register));
      expect(made.filter((each) => each !== null)).toEqual(['other']);
      expect((await read('k1'))?.tenant).toBe('other');
    });

    it('change their keys and their revocation, and nothing else', async () => {
      await write(clientKey('k1'));
      const keys = {
        publicKey: { algorithm: 'rsa', bytes: Uint8Array.of(7) },
        ...{ serverKey: Uint8Array.of(8), channel: Uint8Array.of(9), revokedAt: NOW + 1 },
      } as const;
      await write(clientKey('k1', { ...keys, name: 'new', createdAt: 0 }));
      expect(await read('k1')).toEqual(clientKey('k1', keys));
    });

    it('never come to speak for another tenant or subject', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await write(clientKey('k1'));
      const others: readonly Partial<ClientKey>[] = [{ tenant: 'other' }, { subject: 'bob' }];
      for (const other of others) {
        const replaced = test.store.applyToClientKey('bots', 'k1', () => ({
          next: clientKey('k1', { ...other, revokedAt: NOW }),
          events: [event('e1')],
          result: undefined,
        }));
        await expect(replaced).rejects.toMatchObject({ code: 'integrity' });
      }
      expect(await read('k1')).toEqual(clientKey('k1'));
      expect(await test.store.listEvents(10)).toEqual([]);
    });

    it('go with their subject, and cannot be made for one who is gone', async () => {
      await write(clientKey('k1'));
      await write(clientKey('k2', { tenant: 'other' }));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await read('k1')).toBeNull();
      expect(await read('k2')).toEqual(clientKey('k2', { tenant: 'other' }));
      await expect(write(clientKey('k3'))).rejects.toMatchObject({ code: 'subject_not_found' });
    });

    it('stay when their subject changes', async () => {
      await write(clientKey('k1'));
      await addSubject(test.store, { ...subject('acme', 'ann'), suspendedAt: NOW });
      expect(await read('k1')).toEqual(clientKey('k1'));
    });

    it('are written with their traces or not at all', async () => {
      const apply = (id: string, owner: string) =>
        test.store.applyToClientKey('bots', id, () => ({
          next: clientKey(id, { subject: owner }),
          events: [event(`e-${id}`)],
          result: undefined,
        }));
      const refused = apply('k1', 'nobody-here');
      const kept = apply('k2', 'ann');
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      await kept;
      expect((await test.store.listEvents(10)).map(({ id }) => id)).toEqual(['e-k2']);
    });
  });
}

function clientKey(id: string, over: Partial<ClientKey> = {}): ClientKey {
  return {
    id,
    dialect: 'bots',
    tenant: 'acme',
    subject: 'ann',
    name: `key ${id}`,
    publicKey: { algorithm: 'ed25519', bytes: Uint8Array.of(1, 0, 255) },
    serverKey: Uint8Array.of(2, 254),
    channel: Uint8Array.of(3, 253),
    createdAt: NOW,
    revokedAt: null,
    ...over,
  };
}
