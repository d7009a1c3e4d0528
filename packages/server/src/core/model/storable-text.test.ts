import { expect, it } from 'vitest';
import { isStorable } from './storable-text.ts';

it('takes any text but zero bytes and halves of surrogate pairs', () => {
  for (const text of ['', 'ann', 'ж\n\u{1f600}\uffff']) expect(isStorable(text)).toBe(true);
  for (const text of ['\u0000', 'a\u0000', '\ud83d', 'a\ude00b']) {
    expect(isStorable(text)).toBe(false);
  }
});
