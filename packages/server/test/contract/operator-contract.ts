import { beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '../../src/core/model/approval.ts';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { DAY_MS } from '../../src/core/model/instant.ts';
import {
  type Account,
  OPERATORS_TENANT,
  type OperatorSession,
  type Passkey,
} from '../../src/core/model/operator.ts';
import { passwordKey } from '../../src/core/model/password.ts';
import { addSubject, addTenant, NOW, type StoreUnderTest, subject, tenant } from './fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

export function describeOperators(test: StoreUnderTest): void {
  const writeAccount = (next: Account) =>
    test.store.applyToAccount(next.name, () => ({ next, result: undefined }));
  const writeSession = (next: OperatorSession) =>
    test.store.applyToOperatorSession(next.id, () => ({ next, result: undefined }));
  const writePasskey = (next: Passkey) =>
    test.store.applyToPasskey(next.id, () => ({ next, result: undefined }));
  const request = (approval: Approval) => test.store.record(approval.tenant, { approval });

  describe('operators', () => {
    beforeEach(async () => {
      await addTenant(test.store, tenant(OPERATORS_TENANT));
      for (const name of ['ann', 'bob']) {
        await addSubject(test.store, subject(OPERATORS_TENANT, name));
        await writeAccount(account(name));
      }
    });

    it('come back as they were written, by name', async () => {
      const changed = { role: 'auditor', disabledAt: NOW, epoch: 7, totp: bytes('s') } as const;
      await writeAccount({ ...account('bob'), ...changed, totpOffered: bytes('o') });
      const store = await test.reopen();
      expect(await store.listAccounts()).toEqual([
        account('ann'),
        { ...account('bob'), ...changed, totpOffered: bytes('o') },
      ]);
      expect(await store.readAccount('ann')).toEqual(account('ann'));
      expect(await store.readAccount('cat')).toBeNull();
    });

    it('have a session that says how its account and password stand at the same moment', async () => {
      const mine = session('s1', { account: 'ann', epoch: 1, passwordVersion: 4 });
      const admin = session('s2', { adminKey: 'a digest' });
      await writeSession(mine);
      await writeSession(admin);
      const state = { role: 'owner', disabledAt: null, epoch: 1 } as const;
      const found = { session: mine, account: state, passwordVersion: null };
      expect(await test.store.readOperatorSession('s1')).toEqual(found);
      const key = passwordKey({ tenant: OPERATORS_TENANT, subject: 'ann' });
      const verifier = { version: 4, kind: 'hash', sealed: bytes('v') } as const;
      const next = { ...NO_CREDENTIAL, verifier };
      await test.store.applyToCredential(key, () => ({ next, result: undefined }));
      await writeAccount({ ...account('ann'), disabledAt: NOW, epoch: 2 });
      expect(await test.store.readOperatorSession('s1')).toEqual({
        session: mine,
        account: { ...state, disabledAt: NOW, epoch: 2 },
        passwordVersion: 4,
      });
      const none = { session: admin, account: null, passwordVersion: null };
      expect(await test.store.readOperatorSession('s2')).toEqual(none);
      expect(await test.store.readOperatorSession('s3')).toBeNull();
    });

    it('have sessions that change how long they last, and nothing else', async () => {
      const mine = session('s1', { account: 'ann', epoch: 1, passwordVersion: 4 });
      await writeSession(mine);
      const times = { seenAt: NOW + 5, expiresAt: NOW + 9 };
      await writeSession(session('s1', { ...times, account: 'bob', epoch: 9, adminKey: 'x' }));
      const found = await test.store.readOperatorSession('s1');
      expect(found?.session).toEqual({ ...mine, ...times });
      await test.store.applyToOperatorSession('s1', () => ({ next: null, result: undefined }));
      expect(await test.store.readOperatorSession('s1')).toBeNull();
    });

    it('have passkeys that stay with their account', async () => {
      const [first, second] = [passkey('p1'), passkey('p2', { createdAt: NOW + 1 })];
      await writePasskey(second);
      await writePasskey(first);
      await writePasskey({ ...first, ...{ counter: 8, usedAt: NOW + 2 }, account: 'bob' });
      const used = { ...first, counter: 8, usedAt: NOW + 2 };
      expect(await test.store.listPasskeys('ann')).toEqual([used, second]);
      expect(await test.store.listPasskeys('bob')).toEqual([]);
      expect(await test.store.readPasskey('p1')).toEqual(used);
      await test.store.applyToPasskey('p1', () => ({ next: null, result: undefined }));
      expect(await test.store.readPasskey('p1')).toBeNull();
    });

    it('have their sessions swept from the instant they are over', async () => {
      await writeSession(session('s1', { expiresAt: NOW }));
      await writeSession(session('s2', { expiresAt: NOW + 1 }));
      await test.store.sweep(NOW);
      expect(await test.store.readOperatorSession('s1')).toBeNull();
      expect((await test.store.readOperatorSession('s2'))?.session.id).toBe('s2');
    });
  });

  describe('approvals', () => {
    it('come back as they were asked for, newest first, and to their tenant alone', async () => {
      const [first, second] = [approval('a1'), approval('a2', { requestedAt: NOW + 1 })];
      const theirs = approval('a1', { tenant: 'other', kind: 'bulk_unlock', basis: null });
      for (const each of [first, second, theirs]) await request(each);
      const store = await test.reopen();
      expect(await store.listApprovals('acme', 9)).toEqual([second, first]);
      expect(await store.listApprovals('acme', 1)).toEqual([second]);
      expect(await store.listApprovals('other', 9)).toEqual([theirs]);
    });

    it('are settled by one among many, together with their tenant', async () => {
      await request(approval('a1'));
      const settle = (by: string) =>
        test.store.applyToApproval('acme', 'a1', (current, owner) => {
          if (current?.state !== 'pending' || owner === null) return { result: false };
          const settled = { settledBy: by, settledAt: NOW, reason: 'why' };
          return {
            next: { ...current, state: 'approved', ...settled, command: 'another' },
            tenant: { ...owner, name: by },
            result: true,
          };
        });
      const settled = await Promise.all(['ann', 'bob', 'cat'].map(settle));
      expect(settled.filter(Boolean)).toHaveLength(1);
      const [found] = await test.store.listApprovals('acme', 9);
      expect(found).toMatchObject({ state: 'approved', command: { policy: { history: 1 } } });
      expect((await test.store.readTenant('acme'))?.name).toBe(found?.settledBy);
    });

    it('are kept for thirty days after their time, and swept then', async () => {
      await request(approval('a1', { expiresAt: NOW }));
      await test.store.sweep(NOW + 30 * DAY_MS - 1);
      expect(await test.store.listApprovals('acme', 9)).toHaveLength(1);
      await test.store.sweep(NOW + 30 * DAY_MS);
      expect(await test.store.listApprovals('acme', 9)).toEqual([]);
    });

    it('are switched on for each tenant, and off before anybody does', async () => {
      const approvals = { policyWeakening: true, bulkUnlock: false };
      await test.store.applyToTenant('acme', (current) => ({
        ...(current && { next: { ...current, approvals } }),
        result: undefined,
      }));
      const store = await test.reopen();
      expect((await store.readTenant('acme'))?.approvals).toEqual(approvals);
      const off = { policyWeakening: false, bulkUnlock: false };
      expect((await store.readTenant('other'))?.approvals).toEqual(off);
    });
  });
}

function account(name: string): Account {
  return {
    ...{ name, role: 'owner', disabledAt: null, epoch: 1 },
    ...{ totp: null, totpOffered: null, createdAt: NOW },
  };
}

function session(id: string, over: Partial<OperatorSession> = {}): OperatorSession {
  return {
    ...{ id, account: null, epoch: 0, passwordVersion: null, adminKey: null },
    ...{ createdAt: NOW, seenAt: NOW, expiresAt: NOW + 1_000 },
    ...over,
  };
}

function passkey(id: string, over: Partial<Passkey> = {}): Passkey {
  return {
    ...{ id, account: 'ann', name: `key ${id}`, sealed: bytes(id), counter: 0 },
    ...{ createdAt: NOW, usedAt: null },
    ...over,
  };
}

function approval(id: string, over: Partial<Approval> = {}): Approval {
  return {
    ...{ id, tenant: 'acme', kind: 'policy_weakening', changes: ['a "weaker" one'] },
    ...{ command: { policy: { history: 1 } }, basis: '{}', requestedBy: 'operator:ann' },
    ...{ requestedAt: NOW, expiresAt: NOW + DAY_MS, state: 'pending' },
    ...{ settledBy: null, settledAt: null, reason: null },
    ...over,
  };
}
