import { expect, it } from 'vitest';
import { keepDigits } from './keep-digits.ts';

it('keeps the ten digits, leading zeros included, and no more of them than fit', () => {
  expect(keepDigits(' 00-12 34\n')).toBe('001234');
  expect(keepDigits('1234567', 6)).toBe('123456');
  expect(keepDigits('a1٢３²b')).toBe('1');
  expect(keepDigits('123', 0)).toBe('');
});
