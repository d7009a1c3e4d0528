import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onText, reversed } from './on-text.ts';
import * as rules from './personal.ts';

const isPersonal = onText(rules.isPersonal);

const digitString = (minLength: number, maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength })
    .map((digits) => digits.join(''));

describe('isPersonal', () => {
  it('refuses any part of the digits, forwards and backwards, in any spelling', () => {
    const cut = fc.tuple(digitString(4, 40), fc.nat(), fc.integer({ min: 4, max: 12 }));
    fc.assert(
      fc.property(cut, fc.constantFrom('', ' ', '-', 'X'), ([number, at, length], separator) => {
        const start = at % (number.length - 3);
        const digits = number.slice(start, start + length);
        const written = number.split('').join(separator);
        for (const personal of [{ phone: written }, { id: written }]) {
          expect(isPersonal(digits, personal)).toBe(true);
          expect(isPersonal(reversed(digits), personal)).toBe(true);
        }
      }),
    );
  });

  it('refuses a part with up to two digits put around it, once four of the number remain', () => {
    fc.assert(
      fc.property(
        digitString(14, 20),
        digitString(2, 2),
        fc.integer({ min: 4, max: 10 }),
        (id, extra, length) => {
          const run = id.slice(3, 3 + length);
          const [first = '', last = ''] = extra;
          for (const digits of [extra + run, run + extra, first + run + last, run + last]) {
            expect(isPersonal(digits, { id })).toBe(true);
          }
        },
      ),
    );
  });

  it('knows the number as it is dialled at home, whatever the length of the country code', () => {
    expect(isPersonal('0612345678', { phone: '+31 6 12345678' })).toBe(true);
    expect(isPersonal('0612', { phone: '+31 6 12345678' })).toBe(true);
    expect(isPersonal('0612', { phone: '0031 6 12345678' })).toBe(true);
    expect(isPersonal('0212', { phone: '+1 212 555 0199' })).toBe(true);
    expect(isPersonal('0912', { phone: '+351 912 345 678' })).toBe(true);
    expect(isPersonal('3161', { phone: '+31 (0)6 12345678' })).toBe(true);
    expect(isPersonal('0612', { phone: '+31 (0)6 12345678' })).toBe(true);
  });

  it('sees through zeros put in front, also of numbers shorter than a PIN', () => {
    expect(isPersonal('00012345', { id: '12345' })).toBe(true);
    expect(isPersonal('1234', { id: '00001234' })).toBe(true);
    expect(isPersonal('0042', { id: 'M-42' })).toBe(true);
    expect(isPersonal('000042', { id: '0042' })).toBe(true);
  });

  it('lets a PIN pass that shares three digits with them, or too little for its length', () => {
    expect(isPersonal('1239', { id: '12345678' })).toBe(false);
    expect(isPersonal('99123456', { id: '1234587' })).toBe(false);
    expect(isPersonal('0429', { id: '42' })).toBe(false);
  });

  it('says nothing about anyone without facts, not even to 0000', () => {
    const nobody = [{}, { phone: '' }, { id: 'unknown' }, { birthDate: '', phone: '+', id: '-' }];
    expect(nobody.filter((personal) => isPersonal('0000', personal))).toEqual([]);
  });
});
