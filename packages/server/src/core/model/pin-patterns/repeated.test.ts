import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onText, reversed } from './on-text.ts';
import * as rules from './repeated.ts';

const isRepeated = onText(rules.isRepeated);

const digitsOf = (minLength: number, maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength })
    .map((digits) => digits.join(''));

describe('isRepeated', () => {
  it.each([
    ...['0000', '1212', '1122', '1221', '1112', '1222', '12121', '12321', '11222'],
    ...['121212', '123123', '112233', '000111', '123321', '122212', '1231231', '12341234'],
    ...['111222333444', '123412341234'],
  ])('refuses %s', (digits) => {
    expect(isRepeated(digits)).toBe(true);
  });

  it.each(['1231', '1213', '12312', '112344', '1928374', '12341235'])('lets %s pass', (digits) => {
    expect(isRepeated(digits)).toBe(false);
  });

  it('refuses any block written twice or more', () => {
    fc.assert(
      fc.property(digitsOf(2, 6), fc.integer({ min: 2, max: 6 }), (block, times) => {
        expect(isRepeated(block.repeat(times))).toBe(true);
      }),
    );
  });

  it('refuses any digits followed by their reverse, and any digits written double', () => {
    fc.assert(
      fc.property(digitsOf(2, 6), (half) => {
        expect(isRepeated(half + reversed(half))).toBe(true);
        expect(isRepeated(half.replace(/./g, '$&$&'))).toBe(true);
      }),
    );
  });

  it('judges a PIN and its reverse alike, from whichever end a block is cut short', () => {
    fc.assert(
      fc.property(digitsOf(4, 12), (digits) => {
        expect(isRepeated(reversed(digits))).toBe(isRepeated(digits));
      }),
    );
  });
});
