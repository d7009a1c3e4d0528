import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rules from './date.ts';
import { onText } from './on-text.ts';

const isDate = onText(rules.isDate);

const pad = (value: number, length: number) => String(value).padStart(length, '0');

const dates = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2049-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('isDate', () => {
  it.each([
    ...['3112', '1231', '2902', '31987', '19873', '311299', '123199', '991231', '121987'],
    ...['198712', '531987', '198753', '5121987', '1987125', '31121999', '19993112', '05121206'],
    ...['311219990', '031121999', '050512061214', '199912312359'],
  ])('refuses %s', (digits) => {
    expect(isDate(digits)).toBe(true);
  });

  it.each([
    ...['3113', '3002', '0012', '1200', '3131', '10590', '310299', '003112', '01987', '300287'],
    ...['31028050', '05129999', '99990512', '051213991234'],
  ])('lets %s pass', (digits) => {
    expect(isDate(digits)).toBe(false);
  });

  it('refuses every date in the usual spellings', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const d = date.getUTCDate();
        const m = date.getUTCMonth() + 1;
        const [day, month, year] = [pad(d, 2), pad(m, 2), pad(date.getUTCFullYear(), 4)];
        const short = year.slice(2);
        const spellings = [
          ...[day + month, month + day, day + month + short, month + day + short],
          ...[short + month + day, day + month + year, month + day + year, year + month + day],
          ...[month + year, year + month, `${d}${month}${year}`, `${day}${m}${year}`],
        ];
        expect(spellings.filter((digits) => !isDate(digits))).toEqual([]);
      }),
    );
  });

  it('refuses 366 days in two orders and no other four digits', () => {
    const all = Array.from({ length: 10_000 }, (_, n) => pad(n, 4));
    // 144 PINs read as a day in both orders.
    expect(all.filter(isDate)).toHaveLength(2 * 366 - 144);
  });
});
