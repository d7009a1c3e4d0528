import { expect, it } from 'vitest';
import { readDuration, readDurations, sayDuration, sayDurations } from './durations.ts';

it('says lengths of time in their largest whole unit and reads them back', () => {
  for (const seconds of [1, 59, 60, 90, 3600, 5400, 86_400, 172_800]) {
    expect(readDuration(sayDuration(seconds))).toBe(seconds);
  }
  expect(sayDuration(5400)).toBe('90m');
  expect(sayDurations([60, 3600])).toBe('1m, 1h');
});

it('takes a bare number as seconds', () => {
  expect(readDurations('30, 5 m ,1h')).toEqual([30, 300, 3600]);
});

it('refuses a list with anything it cannot read, and nothing at all', () => {
  for (const text of ['', '1m,', '1w', '-5m', '1.5h', '0']) expect(readDurations(text)).toBeNull();
});
