import { describe, expect, it } from 'vitest';
import { digitsOfFact, FACT_LENGTH_MAX } from './fact-digits.ts';

describe('digitsOfFact', () => {
  it('keeps the digits and nothing else', () => {
    expect(digitsOfFact('+31 (0)6-1234.5678')).toBe('310612345678');
    expect(digitsOfFact('AB12x34\n5')).toBe('12345');
    expect(digitsOfFact('none')).toBe('');
  });

  it("reads other scripts' digits as the ASCII ones a PIN is made of", () => {
    expect(digitsOfFact('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
    expect(digitsOfFact('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
    expect(digitsOfFact('०१२३४५६७८९')).toBe('0123456789');
    expect(digitsOfFact('\uff10\uff11\uff19')).toBe('019');
  });

  it('looks at no more than its bound', () => {
    expect(digitsOfFact('7'.repeat(1_000_000))).toBe('7'.repeat(FACT_LENGTH_MAX));
  });
});
