import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';

it('does not print a PIN by accident, however hard it is looked at', () => {
  const pin = Pin.parse('8305');
  const prints = [
    `${pin}`,
    JSON.stringify({ pin }),
    inspect({ pin }, { showHidden: true, depth: null }),
    JSON.stringify(Object.getOwnPropertyDescriptors(pin)),
    String(new Error(`refused ${pin}`)),
  ];
  for (const print of prints) expect(print).not.toContain('8305');
});
