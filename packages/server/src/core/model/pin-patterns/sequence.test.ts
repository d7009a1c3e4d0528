import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onText } from './on-text.ts';
import * as rules from './sequence.ts';

const isSequence = onText(rules.isSequence);

describe('isSequence', () => {
  it.each([
    ...['1234', '4321', '8901', '1098', '2468', '8642', '1357', '0369', '7418', '12345', '98765'],
    ...['123456', '654321', '789012', '246802', '123789', '147258', '456321', '123987', '121314'],
    ...['102030', '111213', '142536', '162534', '1234567890', '147258369', '123456789012'],
  ])('refuses %s', (digits) => {
    expect(isSequence(digits)).toBe(true);
  });

  it.each(['1235', '1243', '12346', '123784', '131517', '12378'])('lets %s pass', (digits) => {
    expect(isSequence(digits)).toBe(false);
  });

  it('refuses every start with every step at every length, round the end of the digits', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(digit, digit, fc.integer({ min: 4, max: 12 }), (start, step, length) => {
        const digits = Array.from({ length }, (_, i) => (start + i * step) % 10).join('');
        expect(isSequence(digits)).toBe(true);
      }),
    );
  });

  it('refuses no other four-digit PIN: ten starts, ten steps', () => {
    const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'));
    expect(all.filter(isSequence)).toHaveLength(100);
  });
});
