import { describe, expect, it } from 'vitest';
import { onText } from './on-text.ts';
import * as rules from './year.ts';

const isYear = onText(rules.isYear);

describe('isYear', () => {
  it('refuses 1900 to 2049 and no other four digits', () => {
    const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'));
    const years = all.filter(isYear);
    expect(years).toHaveLength(150);
    expect([years.at(0), years.at(-1)]).toEqual(['1900', '2049']);
  });

  it('refuses two years side by side', () => {
    expect(isYear('19872015')).toBe(true);
    expect(isYear('19878015')).toBe(false);
    expect(isYear('80151987')).toBe(false);
  });

  it('leaves a year among other digits to the rules for dates and personal data', () => {
    expect(['11987', '119870', '0019871'].some(isYear)).toBe(false);
  });
});
