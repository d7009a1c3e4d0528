import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CredentialKey, NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { reduceLockout } from '../../src/core/model/lockout.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import type { Recovery } from '../../src/core/model/recovery.ts';
import type { Subject } from '../../src/core/model/subject.ts';
import type { Tenant } from '../../src/core/model/tenant.ts';
import type { Store } from '../../src/core/ports/store.ts';

export interface OpenedStore {
  readonly store: Store;
  /** Ends this store and opens another on the same data, as a restart does. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

const NOW = 1_000_000;
const KEY: CredentialKey = { tenant: 'acme', subject: 'ann', purpose: 'login' };

/** What any engine must guarantee; engines differ in nothing a use case could notice. */
export function describeStore(engine: string, open: () => Promise<OpenedStore>): void {
  describe(`store on ${engine}`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      for (const id of ['acme', 'other']) {
        await store.applyToTenant(id, () => ({ next: tenant(id), result: undefined }));
        await store.applyToSubject(id, 'ann', () => ({ next: subject(id, 'ann'), result: null }));
      }
    });

    afterEach(() => opened.close());

    const charge = (key = KEY) =>
      store.applyToCredential(key, (current) => {
        const lockout = reduceLockout(current.lockout, { type: 'charged' }, DEFAULT_POLICY, NOW);
        const granted = lockout.tickets > current.lockout.tickets;
        return { next: { ...current, lockout }, result: granted };
      });

    it('gives a credential that was never written its full budget', async () => {
      expect(await store.readCredential(KEY)).toEqual(NO_CREDENTIAL);
    });

    it('grants exactly the budget to charges made all at once', async () => {
      const granted = await Promise.all(Array.from({ length: 500 }, () => charge()));
      expect(granted.filter(Boolean)).toHaveLength(DEFAULT_POLICY.attemptsMax);
    });

    it('keeps a charge across a restart once it was acknowledged', async () => {
      await charge();
      await charge();
      store = await opened.reopen();
      expect((await store.readCredential(KEY)).lockout.tickets).toBe(2);
    });

    it('brings every field of a credential back as it was written', async () => {
      const sealed = Uint8Array.of(1, 2, 255);
      const written = {
        verifier: { version: 7, sealed },
        history: [{ version: 6, sealed: Uint8Array.of(9) }],
        mustChange: true,
        changedAt: NOW,
        verifiedAt: NOW + 1,
        suspended: false,
        lockout: { ...NO_CREDENTIAL.lockout, tickets: 3, lockedUntil: NOW, hold: { until: null } },
      };
      await store.applyToCredential(KEY, () => ({ next: written, result: undefined }));
      const read = await store.readCredential(KEY);
      expect(read.lockout).toEqual(written.lockout);
      expect([...(read.verifier?.sealed ?? [])]).toEqual([1, 2, 255]);
      expect([...(read.history[0]?.sealed ?? [])]).toEqual([9]);
      expect(read).toMatchObject({ mustChange: true, changedAt: NOW, verifiedAt: NOW + 1 });
    });

    it('keeps tenants, subjects and purposes apart', async () => {
      await charge();
      for (const other of [
        { ...KEY, tenant: 'other' },
        { ...KEY, purpose: 'transaction' },
      ]) {
        expect((await store.readCredential(other)).lockout.tickets).toBe(0);
      }
    });

    it('lets a decision that throws change nothing, and its neighbours go through', async () => {
      const broken = store.applyToCredential(KEY, () => {
        throw new Error('decided against it');
      });
      const neighbours = [charge(), charge()];
      await expect(broken).rejects.toThrow('decided against it');
      expect(await Promise.all(neighbours)).toEqual([true, true]);
      expect((await store.readCredential(KEY)).lockout.tickets).toBe(2);
    });

    it('writes traces with the state they describe, or neither', async () => {
      const traces = (id: string) => ({ events: [event(id)] });
      const orphan = { ...KEY, subject: 'nobody-here' };
      const refused = store.applyToCredential(orphan, () => ({
        next: NO_CREDENTIAL,
        ...traces('e-refused'),
        result: undefined,
      }));
      const kept = store.applyToCredential(KEY, () => ({
        next: NO_CREDENTIAL,
        ...traces('e-kept'),
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      await kept;
      expect((await store.listEvents(10)).map(({ id }) => id)).toEqual(['e-kept']);
    });

    it('consumes a single-use value once, among many that try', async () => {
      const single = { tenant: 'acme', kind: 'grant', id: 'g1' };
      const value = { ...single, data: { subject: 'ann' }, expiresAt: NOW + 10 };
      await store.record('acme', { issue: [value] });
      const take = () =>
        store.applyToCredential(
          KEY,
          (_current, found) => ({ ...(found && { consume: true }), result: found !== null }),
          single,
        );
      const taken = await Promise.all(Array.from({ length: 50 }, take));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.readSingleUse(single, NOW)).toBeNull();
    });

    it('does not hand out a single-use value that has expired', async () => {
      const single = { tenant: 'acme', kind: 'grant', id: 'g2' };
      await store.record('acme', { issue: [{ ...single, data: {}, expiresAt: NOW }] });
      expect(await store.readSingleUse(single, NOW)).toBeNull();
    });

    it('finds a subject by an identifier of its own tenant only', async () => {
      const identifier = { type: 'msisdn', value: '254700000001' } as const;
      const next = { ...subject('acme', 'bob'), identifiers: [identifier] };
      await store.applyToSubject('acme', 'bob', () => ({ next, result: null }));
      expect((await store.findSubject('acme', identifier))?.id).toBe('bob');
      expect(await store.findSubject('other', identifier)).toBeNull();
    });

    it('refuses an identifier another subject holds, and changes nothing', async () => {
      const identifiers = [{ type: 'email', value: 'a@example.com' } as const];
      const apply = (id: string) =>
        store.applyToSubject('acme', id, () => ({
          next: { ...subject('acme', id), identifiers },
          result: null,
        }));
      await apply('bob');
      await expect(apply('eve')).rejects.toMatchObject({ code: 'identifier_taken' });
      expect(await store.readSubject('acme', 'eve')).toBeNull();
    });

    it('removes everything of a deleted subject and frees its identifiers', async () => {
      await charge();
      await store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await store.readSubject('acme', 'ann')).toBeNull();
      await expect(charge()).rejects.toMatchObject({ code: 'subject_not_found' });
    });

    it('does not show nobody, whose row carries the decoy work', async () => {
      expect(await store.readSubject('acme', '')).toBeNull();
      const nobody = { tenant: 'acme', subject: '', purpose: '' };
      await store.applyToCredential(nobody, () => ({ next: NO_CREDENTIAL, result: undefined }));
    });

    it('lets only the newest recovery stay open', async () => {
      for (const id of ['r1', 'r2']) {
        const next = recovery(id);
        await store.applyToRecovery('acme', id, () => ({ next, supersede: true, result: null }));
      }
      expect((await store.readRecovery('acme', 'r1'))?.state).toBe('superseded');
      expect((await store.readRecovery('acme', 'r2'))?.state).toBe('open');
      expect(await store.readRecovery('other', 'r2')).toBeNull();
    });

    describe('receipts', () => {
      const target = { scope: 's', key: 'k', expiresAt: NOW + 100_000 };
      const claim = (digest = 'd', now = NOW) => store.claimReceipt('acme', target, digest, now);
      const complete = () =>
        store.record('acme', { receipt: { ...target, outcome: { outcome: 'set' } } });

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
        await store.releaseReceipt('acme', target);
        expect((await claim()).claim).toBe('fresh');
        await complete();
        await store.releaseReceipt('acme', target);
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

    it('sweeps what has expired and nothing else', async () => {
      const issue = [
        { tenant: 'acme', kind: 'grant', id: 'old', data: {}, expiresAt: NOW },
        { tenant: 'acme', kind: 'grant', id: 'new', data: {}, expiresAt: NOW + 1 },
      ];
      await store.record('acme', { issue });
      await store.sweep(NOW);
      const alive = await store.readSingleUse({ tenant: 'acme', kind: 'grant', id: 'new' }, NOW);
      expect(alive?.id).toBe('new');
    });
  });
}

function tenant(id: string): Tenant {
  const base = { policy: DEFAULT_POLICY, dialectSettings: {}, createdAt: NOW, suspendedAt: null };
  return { id, name: id, ...base };
}

function subject(tenantId: string, id: string): Subject {
  const lists = { identifiers: [], devices: [], documents: [], notes: {} };
  return { tenant: tenantId, id, ...lists, createdAt: NOW, suspendedAt: null };
}

function recovery(id: string): Recovery {
  return {
    id,
    tenant: 'acme',
    subject: 'ann',
    purpose: 'login',
    factor: 'one_time_code',
    version: 1,
    state: 'open',
    codeDigest: 'x',
    triesLeft: 5,
    createdAt: NOW,
    expiresAt: NOW + 1_000,
  };
}

function event(id: string) {
  return { id, type: 'pin.set', tenant: 'acme', subject: 'ann', at: NOW, data: {} } as const;
}
