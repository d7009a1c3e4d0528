import { expect, it } from 'vitest';
import { fillText, sampleValues } from './fill-text.ts';
import { withText } from './with-text.ts';

const TEXT = { subject: 's', text: 't' };

it('puts one text in and takes it out again without a trace', () => {
  const at = { template: 'pin_changed', language: 'ar' };
  const before = { recovery_code: { en: TEXT } };
  const after = withText(before, at, TEXT);
  expect(after).toEqual({ recovery_code: { en: TEXT }, pin_changed: { ar: TEXT } });
  expect(withText(after, at, null)).toEqual(before);
});

it('fills what it knows and leaves other braces', () => {
  const filled = fillText('{code} of {tenant}, {what}', sampleValues('{code} & Co'));
  expect(filled).toBe('482913 of {code} & Co, {what}');
});
