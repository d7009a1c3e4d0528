import { describe, expect, it } from 'vitest';
import type { MarkKey } from '../../src/core/ports/client-key-store.ts';
import type { Decision } from '../../src/core/ports/decision.ts';
import { addSubject, event, type StoreUnderTest, subject } from './fixture.ts';

const MARK: MarkKey = { tenant: 'acme', subject: 'ann', kind: 'request', id: 'k1' };
const MAX = 2n ** 64n - 1n;

export function describeReplayMarks(test: StoreUnderTest): void {
  describe('replay marks', () => {
    const read = (key = MARK) =>
      test.store.applyToMark<bigint>(key, (current) => ({ result: current }));
    const move = (next: bigint, key = MARK) =>
      test.store.applyToMark(key, () => ({ next, result: undefined }));
    const admit = (value: bigint) =>
      test.store.applyToMark<boolean>(MARK, (current) =>
        value > current ? { next: value, result: true } : { result: false },
      );

    it('start at 0 and keep every unsigned number of 64 bits, in their order', async () => {
      expect(await read()).toBe(0n);
      const steps = [0n, 9n, 10n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 63n + 1n, MAX];
      for (const step of steps) {
        await move(step);
        expect(await read()).toBe(step);
      }
      await test.reopen();
      expect(await read()).toBe(MAX);
    });

    it('never go back, nor past 64 bits', async () => {
      await move(2n ** 63n);
      for (const next of [-1n, 0n, 2n ** 63n - 1n, MAX + 1n, 2n ** 64n + 2n ** 63n]) {
        const moved = test.store.applyToMark(MARK, () => ({
          next,
          events: [event('e1')],
          result: undefined,
        }));
        await expect(moved).rejects.toMatchObject({ code: 'integrity' });
      }
      expect(await read()).toBe(2n ** 63n);
      expect(await test.store.listEvents(10)).toEqual([]);
    });

    it('may be told to stay', async () => {
      await move(7n);
      await move(7n);
      expect(await read()).toBe(7n);
    });

    it.each([1n, 2n ** 53n + 1n, MAX])(
      'let %s in for one among many who bring it',
      async (value) => {
        const admitted = await Promise.all(Array.from({ length: 50 }, () => admit(value)));
        expect(admitted.filter(Boolean)).toHaveLength(1);
        await test.reopen();
        expect(await admit(value)).toBe(false);
      },
    );

    it('end at the highest of many that come at once', async () => {
      const values = Array.from({ length: 50 }, (_, each) => MAX - BigInt((each * 7) % 50));
      await Promise.all(values.map(admit));
      expect(await read()).toBe(MAX);
    });

    it('of tenants, subjects, kinds and ids move apart', async () => {
      await addSubject(test.store, subject('acme', 'bob'));
      await move(5n);
      for (const other of [
        { ...MARK, tenant: 'other' },
        { ...MARK, subject: 'bob' },
        { ...MARK, kind: 'pin' },
        { ...MARK, id: 'k2' },
      ]) {
        expect(await read(other)).toBe(0n);
        await move(1n, other);
      }
      expect(await read()).toBe(5n);
    });

    it('go with their subject, and cannot be moved for one who is gone', async () => {
      await move(5n);
      await move(6n, { ...MARK, tenant: 'other' });
      await test.store.applyToSubject('acme', 'ann', () => ({ next: null, result: null }));
      for (const next of [0n, 6n]) {
        await expect(move(next)).rejects.toMatchObject({ code: 'subject_not_found' });
      }
      expect(await read({ ...MARK, tenant: 'other' })).toBe(6n);
      await addSubject(test.store, subject('acme', 'ann'));
      expect(await read()).toBe(0n);
    });

    it('stay when their subject changes', async () => {
      await move(5n);
      await addSubject(test.store, { ...subject('acme', 'ann'), suspendedAt: 1 });
      expect(await read()).toBe(5n);
    });

    it('are moved with their traces or not at all', async () => {
      const apply = (key: MarkKey, id: string) =>
        test.store.applyToMark(
          key,
          (current): Decision<bigint, void> => ({
            next: current + 1n,
            events: [event(id)],
            result: undefined,
          }),
        );
      const refused = apply({ ...MARK, subject: 'nobody-here' }, 'e-refused');
      const kept = apply(MARK, 'e-kept');
      await expect(refused).rejects.toMatchObject({ code: 'subject_not_found' });
      await kept;
      expect(await read()).toBe(1n);
      expect((await test.store.listEvents(10)).map(({ id }) => id)).toEqual(['e-kept']);
    });
  });
}
