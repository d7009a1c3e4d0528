import { expect, it } from 'vitest';
import { isDigit, readPasted } from './digits.ts';

it('knows no digits but the ten of ASCII', () => {
  expect(['0', '9'].every(isDigit)).toBe(true);
  expect(['', 'a', '12', '٣', '３', '²', 'Enter'].some(isDigit)).toBe(false);
});

it('takes a pasted PIN with its leading zeros', () => {
  expect(readPasted(' 001-234\n', 6)).toBe('001234');
  expect(readPasted('12', 6)).toBe('12');
});

it('takes nothing of a paste that is no PIN', () => {
  for (const text of ['', '1234567', '12345a', '١٢٣٤٥٦', 'code: 123456']) {
    expect(readPasted(text, 6)).toBe('');
  }
});
