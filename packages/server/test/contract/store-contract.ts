import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Credential, NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { INITIAL_LOCKOUT, reduceLockout } from '../../src/core/model/lockout.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import type { Recovery } from '../../src/core/model/recovery.ts';
import type { SingleUseValue } from '../../src/core/ports/decision.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { describeActivity } from './activity-contract.ts';
import { describeBudgets } from './budget-contract.ts';
import { describeChallenges } from './challenge-contract.ts';
import { describeClientKeys } from './client-key-contract.ts';
import { describeCodes } from './code-contract.ts';
import { describeDeliveries } from './delivery-contract.ts';
import { addSubject, addTenant, event, KEY, NOW, subject, tenant } from './fixture.ts';
import { describeGuesses } from './guess-contract.ts';
import { describeMessages } from './message-contract.ts';
import { describeOperators } from './operator-contract.ts';
import { describePageOrigins } from './page-origin-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeReplayMarks } from './replay-mark-contract.ts';
import { describeSignIns } from './sign-in-contract.ts';
import { describeSubjectList } from './subject-list-contract.ts';
import { describeWebhooks } from './webhook-contract.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly exclusive: boolean;
  /** Ends this store and opens another on the same data, as a restart does. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

/** What any engine must guarantee; engines differ in nothing a use case could notice. */
export function describeStore(engine: string, open: () => Promise<OpenedStore>): void {
  describe(`store on ${engine}`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      await Promise.all(['acme', 'other'].map((id) => addTenant(store, tenant(id))));
      const anns = [subject('acme', 'ann'), subject('other', 'ann')];
      await Promise.all(anns.map((ann) => addSubject(store, ann)));
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
      const written: Credential = {
        verifier: { version: 7, kind: 'key', sealed },
        history: [
          { version: 6, kind: 'hash', sealed: Uint8Array.of(9) },
          { version: 5, kind: 'key', sealed: Uint8Array.of(8, 128) },
        ],
        mustChange: true,
        changedAt: NOW,
        verifiedAt: NOW + 1,
        unlockedAt: NOW + 2,
        prompt: Uint8Array.of(3, 0, 254),
        suspended: false,
        devices: [
          { id: 'd2', provenAt: NOW + 4, lockout: { ...INITIAL_LOCKOUT, tickets: 3, spent: 1 } },
          { id: 'd1', provenAt: NOW + 3, lockout: INITIAL_LOCKOUT },
        ],
        lockout: {
          ...{ tickets: 9, forgiven: 1, windowFrom: 2, spent: 3, failures: 4, step: 5 },
          ...{ lockedAt: NOW - 1, lockedUntil: NOW, hold: { until: null }, clearedAt: NOW - 2 },
          unconfirmedSince: NOW - 5,
          extended: { since: NOW - 3, until: NOW + 3 },
          recent: [
            { ticket: 7, at: NOW - 4 },
            { ticket: 9, at: NOW - 3 },
          ],
        },
      };
      const write = (next: Credential) =>
        store.applyToCredential(KEY, () => ({ next, result: undefined }));
      await write(NO_CREDENTIAL);
      expect(await store.readCredential(KEY)).toEqual(NO_CREDENTIAL);
      await write(written);
      const read = await store.readCredential(KEY);
      expect(read.lockout).toEqual(written.lockout);
      expect(read.devices).toEqual(written.devices);
      expect([...(read.prompt ?? [])]).toEqual([3, 0, 254]);
      expect([...(read.verifier?.sealed ?? [])]).toEqual([1, 2, 255]);
      expect(read.history.map(({ sealed, ...rest }) => [rest, ...sealed])).toEqual([
        [{ version: 6, kind: 'hash' }, 9],
        [{ version: 5, kind: 'key' }, 8, 128],
      ]);
      expect(read.verifier).toMatchObject({ version: 7, kind: 'key' });
      expect(read).toMatchObject({ mustChange: true, changedAt: NOW });
      expect(read).toMatchObject({ verifiedAt: NOW + 1, unlockedAt: NOW + 2 });
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
          (_current, along) => ({
            ...(along.single && { consume: true }),
            result: along.single !== null,
          }),
          { single },
        );
      const taken = await Promise.all(Array.from({ length: 50 }, take));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.readSingleUse(single, NOW)).toBeNull();
    });

    it('tells one of many that it is the first to use a value', async () => {
      const value = { tenant: 'acme', kind: 'nonce', id: 'n1', data: {}, expiresAt: NOW + 10 };
      const use = () => store.useOnce(value);
      const first = await Promise.all(Array.from({ length: 50 }, use));
      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await use()).toBe(false);
      expect(await store.useOnce({ ...value, tenant: 'zenith' })).toBe(true);
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

    it('sweeps also after an outage, when there is a lot', async () => {
      const grants = Array.from({ length: 2_500 }, (_, index) => ({
        ...{ tenant: 'acme', kind: 'grant', id: `g${index}`, data: {} },
        expiresAt: index < 2_400 ? NOW : NOW + 1,
      }));
      await store.record('acme', { issue: grants });
      await store.sweep(NOW);
      const read = ({ tenant, kind, id }: SingleUseValue) =>
        store.readSingleUse({ tenant, kind, id }, NOW - 1);
      const left = await Promise.all(grants.map(read));
      expect(left.filter((grant) => grant !== null)).toHaveLength(100);
    });

    const underTest = {
      get store() {
        return store;
      },
      get exclusive() {
        return opened.exclusive;
      },
      async reopen() {
        store = await opened.reopen();
        return store;
      },
    };
    describeBudgets(underTest);
    describeReceipts(underTest);
    describeChallenges(underTest);
    describeWebhooks(underTest);
    describeDeliveries(underTest);
    describeSubjectList(underTest);
    describePageOrigins(underTest);
    describeClientKeys(underTest);
    describeReplayMarks(underTest);
    describeActivity(underTest);
    describeGuesses(underTest);
    describeMessages(underTest);
    describeCodes(underTest);
    describeSignIns(underTest);
    describeOperators(underTest);
  });
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
