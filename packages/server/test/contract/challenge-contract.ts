import { describe, expect, it } from 'vitest';
import { type Challenge, completeChallenge } from '../../src/core/model/challenge.ts';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { DAY_MS } from '../../src/core/model/instant.ts';
import { addSubject, event, KEY, NOW, type StoreUnderTest, subject } from './fixture.ts';

export function describeChallenges(test: StoreUnderTest): void {
  const write = (next: Challenge) =>
    test.store.applyToChallenge(next.tenant, next.id, () => ({ next, result: undefined }));

  describe('challenges', () => {
    it('come back as they were written, proof included', async () => {
      const proof = { id: 'a1', subject: 'ann', purpose: 'login', operation: 'pay', verifiedAt: 7 };
      const done = completeChallenge(challenge('c1'), NOW + 1, proof);
      await write(challenge('c1'));
      expect(await test.store.readChallenge('acme', 'c1')).toEqual(challenge('c1'));
      await write({ ...done, returnUrl: null });
      expect(await test.store.readChallenge('acme', 'c1')).toEqual({ ...done, returnUrl: null });
      expect(await test.store.readChallenge('other', 'c1')).toBeNull();
    });

    it('are listed for one subject and one dialect, oldest first', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await write(challenge('c1', { createdAt: NOW + 5 }));
      await write(challenge('c2', { createdAt: NOW }));
      await write(challenge('c3', { subject: 'bob' }));
      await write(challenge('c4', { dialect: 'circle' }));
      await write(challenge('c5', { tenant: 'other' }));
      const listed = await test.store.listChallenges('acme', 'ann', 'native');
      expect(listed.map(({ id }) => id)).toEqual(['c2', 'c1']);
    });

    it('are seen and settled in the transaction of the credential they are about', async () => {
      await write(challenge('c1'));
      const execute = () =>
        test.store.applyToCredential(
          KEY,
          (current, along) => {
            if (along.challenge?.status !== 'pending') return { result: false };
            const lockout = { ...current.lockout, tickets: current.lockout.tickets + 1 };
            const settled = completeChallenge(along.challenge, NOW);
            return { next: { ...current, lockout }, challenge: settled, result: true };
          },
          { challenge: 'c1' },
        );
      const executed = await Promise.all(Array.from({ length: 30 }, execute));
      expect(executed.filter(Boolean)).toHaveLength(1);
      expect((await test.store.readCredential(KEY)).lockout.tickets).toBe(1);
      expect((await test.store.readChallenge('acme', 'c1'))?.status).toBe('complete');
    });

    it('are seen beside a single-use value, each in its place', async () => {
      const single = { tenant: 'acme', kind: 'grant', id: 'g1' };
      await test.store.record('acme', { issue: [{ ...single, data: {}, expiresAt: NOW + 9 }] });
      await write(challenge('c1'));
      const look = (along: { single?: typeof single; challenge?: string }) =>
        test.store.applyToCredential(
          KEY,
          (_current, seen) => ({ result: [seen.single?.id, seen.challenge?.id] }),
          along,
        );
      expect(await look({ single, challenge: 'c1' })).toEqual(['g1', 'c1']);
      expect(await look({ challenge: 'c1' })).toEqual([undefined, 'c1']);
      expect(await look({ single })).toEqual(['g1', undefined]);
      expect(await look({ single, challenge: 'c9' })).toEqual(['g1', undefined]);
      expect(await look({})).toEqual([undefined, undefined]);
    });

    it('stay as they were when the decision about the credential throws or is refused', async () => {
      await write(challenge('c1'));
      const settled = completeChallenge(challenge('c1'), NOW);
      const thrown = test.store.applyToCredential(KEY, () => {
        throw new Error('decided against it');
      });
      await expect(thrown).rejects.toThrow('decided against it');
      const orphan = { ...KEY, subject: 'nobody-here' };
      const refused = test.store.applyToCredential(orphan, () => ({
        next: NO_CREDENTIAL,
        challenge: settled,
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      expect(await test.store.readChallenge('acme', 'c1')).toEqual(challenge('c1'));
    });

    it('go with their subject, and cannot be opened for one who is gone', async () => {
      await write(challenge('c1'));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await test.store.readChallenge('acme', 'c1')).toBeNull();
      await expect(write(challenge('c2'))).rejects.toMatchObject({ code: 'subject_not_found' });
    });

    it('are written with their traces or not at all', async () => {
      const next = challenge('c1', { subject: 'nobody-here' });
      const refused = test.store.applyToChallenge('acme', 'c1', () => ({
        next,
        events: [event('e1')],
        result: undefined,
      }));
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      expect(await test.store.listEvents(10)).toEqual([]);
    });

    it('are overdue from the instant they expire, of all tenants, until they settle', async () => {
      await write(challenge('c1', { expiresAt: NOW }));
      await write(challenge('c2', { expiresAt: NOW - 1, status: 'in_progress', tenant: 'other' }));
      await write(challenge('c3', { expiresAt: NOW + 1 }));
      await write(completeChallenge(challenge('c4', { expiresAt: NOW - 2 }), NOW - 3));
      const overdue = await test.store.listOverdueChallenges(NOW, 10);
      expect(overdue.map(({ id }) => id)).toEqual(['c2', 'c1']);
      expect(await test.store.listOverdueChallenges(NOW, 1)).toHaveLength(1);
    });

    it('are kept for 30 days after they settled, and as long as they have not', async () => {
      await write(challenge('c1', { expiresAt: 0 }));
      await write(completeChallenge(challenge('c2'), NOW));
      await write(completeChallenge(challenge('c3'), NOW + 1));
      await test.store.sweep(NOW + 30 * DAY_MS);
      const left = await test.store.listChallenges('acme', 'ann', 'native');
      expect(left.map(({ id }) => id)).toEqual(['c1', 'c3']);
    });
  });
}

function challenge(id: string, over: Partial<Challenge> = {}): Challenge {
  return {
    id,
    tenant: 'acme',
    subject: 'ann',
    purpose: 'login',
    type: 'verify',
    dialect: 'native',
    label: 'verify',
    status: 'pending',
    failure: null,
    returnUrl: 'https://shop.example/back',
    operation: 'pay',
    assertion: null,
    createdAt: NOW,
    expiresAt: NOW + 1_000,
    settledAt: null,
    ...over,
  };
}
