import { expect, it } from 'vitest';
import { sayDay } from './say-day.ts';
import { sayOrdinal } from './say-ordinal.ts';

it('counts in words of the language', () => {
  expect([1, 2, 3, 4, 11, 21].map((number) => sayOrdinal(number, 'en'))).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '21st',
  ]);
  expect(sayOrdinal(2, 'fr')).toBe('2');
});

it('says a day in any time zone as it was entered', () => {
  expect(sayDay('1970-01-02', 'en')).toBe('January 2, 1970');
  expect(sayDay('some day', 'en')).toBe('some day');
});
