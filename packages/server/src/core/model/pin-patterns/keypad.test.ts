import { describe, expect, it } from 'vitest';
import * as rules from './keypad.ts';
import { onText, reversed } from './on-text.ts';

const isKeypad = onText(rules.isKeypad);

const DRAWN = [
  ...['2580', '0852', '1478', '1236', '1470', '3690', '1590', '9874', '4565', '1397', '2684'],
  ...['1245', '5698', '15937', '25846', '12369', '74123', '147258', '159357', '321654', '147896'],
  ...['15369', '1472580', '25800852', '147258369', '123698745', '741852963'],
];

describe('isKeypad', () => {
  it.each(DRAWN)('refuses %s and its reverse', (digits) => {
    expect(isKeypad(digits)).toBe(true);
    expect(isKeypad(reversed(digits))).toBe(true);
  });

  it.each(['1805', '2749', '1594', '1678', '18273', '194827', '153691', '0149'])(
    'lets %s pass',
    (digits) => {
      expect(isKeypad(digits)).toBe(false);
    },
  );

  it('refuses no more than one in twenty of the four-digit PINs', () => {
    const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'));
    expect(all.filter(isKeypad).length).toBeLessThanOrEqual(500);
  });
});
