import { expect, it } from 'vitest';
import { Series } from './series.ts';

const MINUTE = 60_000;

function openSeries() {
  let now = Date.parse('2026-01-01T00:00:30Z');
  const series = new Series({ now: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  return { series, pass };
}

it('keeps what happened in the minute in which it happened', () => {
  const { series, pass } = openSeries();
  for (let ms = 1; ms <= 100; ms += 1) series.verified(ms);
  series.hashing(3);
  series.hashing(7);
  series.hashing(2);
  series.outboxSeen(4);
  series.outboxSeen(null);
  pass(MINUTE);
  series.hashing(1);
  const [first, second, ...more] = series.read();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ outboxAgeSeconds: 4, hashQueue: 7 });
  expect(new Date(first?.at ?? 0).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(second).toEqual({
    at: (first?.at ?? 0) + MINUTE,
    latencyMs: null,
    outboxAgeSeconds: null,
    hashQueue: 1,
  });
});

it('tells latencies within 8 %', () => {
  const { series } = openSeries();
  for (let ms = 1; ms <= 100; ms += 1) series.verified(ms);
  const { p50 = 0, p95 = 0, p99 = 0 } = series.read()[0]?.latencyMs ?? {};
  for (const [told, exact] of [[p50, 50] as const, [p95, 95] as const, [p99, 99] as const]) {
    expect(told / exact).toBeGreaterThanOrEqual(1);
    expect(told / exact).toBeLessThan(1.08);
  }
});

it('has every minute of the last 24 hours and none before, however long nobody asked', () => {
  const { series, pass } = openSeries();
  series.hashing(9);
  pass(3 * MINUTE);
  expect(series.read().map(({ hashQueue }) => hashQueue)).toEqual([9, 0, 0, 0]);
  for (const days of [1, 400]) {
    pass(days * 1_440 * MINUTE);
    const points = series.read();
    expect(points).toHaveLength(1_440);
    const gaps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? 0));
    expect(new Set(gaps)).toEqual(new Set([MINUTE]));
  }
});

it('stays in order when the clock is set back', () => {
  const { series, pass } = openSeries();
  pass(5 * MINUTE);
  series.verified(1);
  pass(-3 * MINUTE);
  series.verified(2);
  const times = series.read().map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(series.read().filter(({ latencyMs }) => latencyMs !== null)).toHaveLength(1);
});
