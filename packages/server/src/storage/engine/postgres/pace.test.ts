import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** A pace with a transaction begun just now, `afterMs` later. */
function paceAfter(afterMs: number, noHurry = false): Pace {
  let now = 1000;
  const pace = new Pace(
    () => noHurry,
    () => now,
  );
  pace.begin();
  now += afterMs;
  return pace;
}

describe('the pace of transactions', () => {
  it('lets an operation go at once where nothing else is under way', () => {
    expect(new Pace(() => false).restMs(1, false)).toBeLessThanOrEqual(0);
    expect(paceAfter(0).restMs(1, false)).toBeLessThanOrEqual(0);
  });

  it('lets a few gather beside one that is under way, however long that one takes', () => {
    expect(paceAfter(0).restMs(1, true)).toBeGreaterThan(0);
    expect(paceAfter(5).restMs(1, true)).toBeLessThanOrEqual(0);
  });

  it('lets them gather longer while answers would only wait elsewhere', () => {
    expect(paceAfter(25, true).restMs(1, false)).toBeGreaterThan(0);
    expect(paceAfter(50, true).restMs(1, false)).toBeLessThanOrEqual(0);
  });

  it('keeps nobody waiting once enough are there', () => {
    expect(paceAfter(0, true).restMs(24, true)).toBeLessThanOrEqual(0);
  });
});
