import { describe, expect, it } from 'vitest';
import { COMMON_FOUR_COUNT, COMMON_SIX_COUNT, createBlocklist } from './blocklist.ts';
import { onText } from './pin-patterns/on-text.ts';

const numbers = (count: number, length: number) =>
  Array.from({ length: count }, (_, n) => String(n).padStart(length, '0'));

describe('createBlocklist', () => {
  const four = numbers(COMMON_FOUR_COUNT + 50, 4);
  const six = numbers(COMMON_SIX_COUNT + 50, 6);
  const isCommon = onText(createBlocklist({ four, six }).isCommon);

  it('refuses the head of each list and nothing of its tail', () => {
    expect(four.filter((pin) => isCommon(pin))).toEqual(four.slice(0, COMMON_FOUR_COUNT));
    expect(six.filter((pin) => isCommon(pin))).toEqual(six.slice(0, COMMON_SIX_COUNT));
  });

  it('compares whole PINs: a popular PIN within a longer one is another PIN', () => {
    expect(isCommon('00010')).toBe(false);
    expect(isCommon('1')).toBe(false);
  });
});
