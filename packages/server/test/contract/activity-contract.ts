import { describe, expect, it } from 'vitest';
import type { ActivityQuery } from '../../src/core/model/activity.ts';
import type { AuditEntry } from '../../src/core/model/audit.ts';
import { NOW, type StoreUnderTest } from './fixture.ts';

const VERIFIED = { action: 'pin.verify', outcome: 'verified' };
const WRONG = { action: 'pin.verify', outcome: 'rejected' };
const SET = { action: 'pin.set', outcome: 'set' };

export function describeActivity(test: StoreUnderTest): void {
  describe('the activity of a subject', () => {
    const record = (...audit: AuditEntry[]) => test.store.record('acme', { audit });
    const list = (query: Partial<ActivityQuery> = {}, tenant = 'acme') =>
      test.store.listActivity(tenant, 'ann', {
        ...{ purpose: 'login', kinds: [VERIFIED], limit: 100 },
        ...query,
      });
    const ids = async (query: Partial<ActivityQuery> = {}) =>
      (await list(query)).map(({ entry: { requestId } }) => requestId);

    it('has every field of an entry, and its place in the trail', async () => {
      const bare = { ...entry('r2'), reason: null };
      await record(entry('r1'), bare);
      const [second, first, ...more] = await list();
      expect(more).toEqual([]);
      expect([first?.entry, second?.entry]).toEqual([entry('r1'), bare]);
      expect(Number(second?.seq)).toBeGreaterThan(Number(first?.seq));
    });

    it('has the entries of that subject and tenant only', async () => {
      await record(entry('r1'), entry('r2', { subject: 'bob' }), entry('r3', { subject: null }));
      await test.store.record('other', { audit: [entry('r4', { tenant: 'other' })] });
      expect(await ids()).toEqual(['r1']);
      expect(await list({}, 'nowhere')).toEqual([]);
    });

    it('comes in the order of the trail, newest first, whatever the clock said', async () => {
      await record(entry('r1', { at: NOW + 9 }), entry('r2', { at: NOW }));
      await record(entry('r3', { at: NOW + 5 }));
      expect(await ids()).toEqual(['r3', 'r2', 'r1']);
      expect(await ids({ limit: 2 })).toEqual(['r3', 'r2']);
    });

    it('has the entries of the purpose asked for', async () => {
      await record(
        entry('r1'),
        entry('r2', { purpose: 'payment' }),
        entry('r3', { purpose: null }),
      );
      expect(await ids()).toEqual(['r1']);
      expect(await ids({ purpose: 'payment' })).toEqual(['r2']);
    });

    it('has the kinds asked for, an outcome only with its own action', async () => {
      await record(entry('r1'), entry('r2', WRONG), entry('r3', SET));
      await record(entry('r4', { ...VERIFIED, outcome: SET.outcome }));
      expect(await ids({ kinds: [VERIFIED] })).toEqual(['r1']);
      expect(await ids({ kinds: [SET, WRONG] })).toEqual(['r3', 'r2']);
      expect(await ids({ kinds: [SET, VERIFIED, WRONG], limit: 2 })).toEqual(['r3', 'r2']);
      expect(await ids({ kinds: [{ ...SET, outcome: 'refused' }] })).toEqual([]);
    });

    it('is nothing where no kind is asked for', async () => {
      await record(entry('r1'));
      expect(await ids({ kinds: [] })).toEqual([]);
    });

    it('leaves both ends of the time asked for out', async () => {
      const times = [0, NOW - 1, NOW, NOW + 1, NOW + 2];
      await record(...times.map((at, index) => entry(`r${index}`, { at })));
      expect(await ids()).toEqual(['r4', 'r3', 'r2', 'r1', 'r0']);
      expect(await ids({ after: NOW })).toEqual(['r4', 'r3']);
      expect(await ids({ before: NOW })).toEqual(['r1', 'r0']);
      expect(await ids({ after: NOW - 1, before: NOW + 2 })).toEqual(['r3', 'r2']);
      expect(await ids({ after: NOW, before: NOW + 1 })).toEqual([]);
      expect(await ids({ after: 0, before: NOW + 2, limit: 1 })).toEqual(['r3']);
    });

    it('stays in the trail when the subject is deleted', async () => {
      await record(entry('r1'));
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      expect(await ids()).toEqual(['r1']);
    });
  });
}

function entry(requestId: string, over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOW,
    tenant: 'acme',
    ...VERIFIED,
    subject: 'ann',
    purpose: 'login',
    actor: 'caller',
    dialect: 'bots',
    source: '192.0.2.1',
    requestId,
    reason: 'because',
    ...over,
  };
}
