import { describe, expect, it } from 'vitest';
import { isCalendarDate, isDayOfMonth } from './calendar.ts';

describe('isDayOfMonth', () => {
  it('knows 366 days', () => {
    const grid = Array.from(
      { length: 100 * 100 },
      (_, n) => [n % 100, Math.floor(n / 100)] as const,
    );
    expect(grid.filter(([day, month]) => isDayOfMonth(day, month))).toHaveLength(366);
  });
});

describe('isCalendarDate', () => {
  it('has 29 February in leap years only', () => {
    const years = [1896, 1900, 1987, 2000, 2024, 2100];
    expect(years.filter((year) => isCalendarDate(year, 2, 29))).toEqual([1896, 2000, 2024]);
  });

  it('has no day 0, no month 0 and no month 13', () => {
    expect(isCalendarDate(1987, 5, 0)).toBe(false);
    expect(isCalendarDate(1987, 0, 5)).toBe(false);
    expect(isCalendarDate(1987, 13, 5)).toBe(false);
    expect(isCalendarDate(1987, 12, 31)).toBe(true);
  });
});
