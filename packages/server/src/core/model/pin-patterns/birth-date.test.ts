import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBirthDate } from './birth-date.ts';
import { onText, reversed } from './on-text.ts';
import * as rules from './personal.ts';

const isPersonal = onText(rules.isPersonal);

const digitString = (minLength: number, maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength })
    .map((digits) => digits.join(''));

const birthDates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Every concatenation of different parts in every order: the list the rule itself never builds. */
function concatenations(parts: readonly string[], built = ''): readonly string[] {
  const longer = parts.flatMap((part, i) => concatenations(parts.toSpliced(i, 1), built + part));
  return [built, ...longer].filter((digits) => digits.length >= 4 && digits.length <= 12);
}

describe('parseBirthDate', () => {
  it('breaks a date into the parts people use', () => {
    expect(parseBirthDate('1987-05-03')).toEqual({
      parts: ['1987', '87', '05', '5', '03', '3'],
      cores: ['1987', '0305', '0503'],
    });
  });

  it.each([
    ...['', '03.05.1987', '19870503', '87-05-03', '1987-5-3', '1987-02-29', '1987-13-01'],
    ...['1987-05-03T00:00', ' 1987-05-03', '1987-05-03\n', '1987-05-00', '١٩٨٧-٠٥-٠٣'],
  ])('answers null for %j', (text) => {
    expect(parseBirthDate(text)).toBeNull();
  });
});

describe('isPersonal with a birth date', () => {
  it('refuses every concatenation of its parts, forwards and backwards', () => {
    const wrong: string[] = [];
    const judge = (birthDate: string) => {
      const [year = '', month = '', day = ''] = birthDate.split('-');
      const short = [String(Number(day)), String(Number(month)), year.slice(2)];
      const derived = concatenations([day, month, year, ...short]);
      const both = derived.concat(derived.map(reversed));
      expect(derived.length).toBeGreaterThan(1_200);
      wrong.push(...both.filter((digits) => !isPersonal(digits, { birthDate })));
    };
    fc.assert(fc.property(birthDates, judge), { numRuns: 25 });
    expect(wrong).toEqual([]);
  });

  it('refuses longer PINs around the year, day and month, or month and day', () => {
    fc.assert(
      fc.property(birthDates, digitString(0, 4), digitString(1, 4), (birthDate, before, after) => {
        const [year = '', month = '', day = ''] = birthDate.split('-');
        for (const core of [year, day + month, month + day]) {
          expect(isPersonal(before + core + after, { birthDate })).toBe(true);
          expect(isPersonal(before + reversed(core) + after, { birthDate })).toBe(true);
        }
      }),
    );
  });

  it('takes what is not a real date by its digits, and never throws', () => {
    expect(isPersonal('1987', { birthDate: '03.05.1987' })).toBe(true);
    expect(isPersonal('0503', { birthDate: '03.05.1987' })).toBe(false);
    expect(isPersonal('0230', { birthDate: '1987-02-30' })).toBe(true);
    expect(isPersonal('3002', { birthDate: '1987-02-30' })).toBe(false);
    fc.assert(
      fc.property(digitString(4, 12), fc.string({ unit: 'binary' }), (digits, text) => {
        const personal = { birthDate: text, phone: text, id: text };
        expect(typeof isPersonal(digits, personal)).toBe('boolean');
      }),
    );
  });

  it('lets PINs pass that have nothing to do with it', () => {
    const birthDate = '1987-05-03';
    const pins = ['2846', '8719', '50319', '284617', '870412', '194403', '0504'];
    expect(pins.filter((digits) => isPersonal(digits, { birthDate }))).toEqual([]);
  });
});
