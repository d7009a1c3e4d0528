import { describe, expect, it } from 'vitest';
import { areaUnderCurve, sample, separate } from './timing.ts';

const even = (count: number, from: number) =>
  Array.from({ length: count }, (_none, at) => from + at);

describe('telling kinds apart by their times', () => {
  it('is a coin where they are the same, ties included', () => {
    expect(areaUnderCurve([1, 2, 3], [1, 2, 3])).toBe(0.5);
    expect(areaUnderCurve([5, 5], [5, 5, 5])).toBe(0.5);
  });

  it('is certain where they do not overlap, whichever is slower', () => {
    expect(separate(even(100, 0), even(100, 1000))).toMatchObject({ auc: 1, low: 1 });
    expect(separate(even(100, 1000), even(100, 0)).auc).toBe(1);
  });

  it('is in between where they overlap in part, and the interval is around it', () => {
    const { auc, low, high } = separate(even(400, 0), even(400, 100));
    expect(auc).toBeCloseTo(1 - 0.5 * 0.75 ** 2, 1);
    expect(low).toBeLessThan(auc);
    expect(high).toBeGreaterThan(auc);
    expect(low).toBeGreaterThan(0.6);
  });

  it('takes as many samples of each kind as there are rounds', async () => {
    const taken = await sample({ kinds: { a: () => async () => 1, b: () => async () => 2 } }, 7);
    expect([taken['a']?.length, taken['b']?.length]).toEqual([7, 7]);
  });
});
