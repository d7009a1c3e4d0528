import { describe, expect, it } from 'vitest';
import { readOldPin, requirePin } from './pin-fields.ts';
import { BadField } from './read-body.ts';

describe('the fields of a PIN call', () => {
  it('have two names each', () => {
    expect(requirePin({ pin: 'a' })).toBe('a');
    expect(requirePin({ pin_base64: 'a' })).toBe('a');
    expect(readOldPin({ old_pin: 'a' })).toBe('a');
    expect(readOldPin({ old_pin_base64: 'a' })).toBe('a');
  });

  it.each([{}, { old_pin: null }, { old_pin: '' }, { old_pin_base64: '' }])(
    'say in several ways that there is no old PIN: %j',
    (body) => expect(readOldPin(body)).toBeUndefined(),
  );

  it.each([
    {},
    { pin: '' },
    { pin: null },
    { pin: 482915 },
    { pin: ['482915'] },
    { pin: 'x'.repeat(1_025) },
    { pin: 'a', pin_base64: 'b' },
  ])('are refused by name: %j', (body) => {
    expect(() => requirePin(body)).toThrow(BadField);
  });
});
