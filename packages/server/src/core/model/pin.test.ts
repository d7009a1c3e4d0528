import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pin } from './pin.ts';

describe('a PIN', () => {
  it('is 4 to 12 ASCII digits, leading zeros kept', () => {
    for (const text of ['0000', '0123', '123456789012'])
      expect(Pin.parse(text)?.reveal()).toBe(text);
  });

  it('is nothing else, and nothing is made to fit', () => {
    for (const odd of [
      '',
      '123',
      '1234567890123',
      ' 1234',
      '1234\n',
      '12 34',
      '١٢٣٤',
      '１２３４',
    ]) {
      expect(Pin.parse(odd)).toBeNull();
    }
    for (const odd of [1234, 1234n, null, undefined, ['1234'], { toString: () => '1234' }]) {
      expect(Pin.parse(odd)).toBeNull();
    }
  });

  it('is never read from text with anything but ASCII digits in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 14 }), (text) => {
        const expected = text.length >= 4 && text.length <= 12 && /^[0-9]*$/.test(text);
        expect(Pin.parse(text) !== null).toBe(expected && !text.endsWith('\n'));
      }),
    );
  });
});
