import { expect, it } from 'vitest';
import { fromWireToken, toWireToken } from './wire-token.ts';

const JWE = 'eyJhbGciOiJkaXIifQ..c2l4.dGVlbg.bWVu';

it('is standard base64 with its padding, and comes back as it was', () => {
  for (const token of [JWE, `${JWE}x`, `${JWE}xy`]) {
    expect(toWireToken(token)).toBe(Buffer.from(token).toString('base64'));
    expect(fromWireToken(toWireToken(token))).toBe(token);
  }
});

it('has one spelling: loose bits, lost padding, another alphabet or blanks make it none', () => {
  // One byte over: the last character before the padding has four bits that mean nothing.
  const text = toWireToken('abcd');
  expect(text).toBe('YWJjZA==');
  for (const other of [
    'YWJjZB==',
    'YWJjZA=',
    'YWJjZA',
    ' YWJjZA==',
    'YWJjZA==\n',
    'YWJj_A==',
    '',
  ]) {
    expect(fromWireToken(other)).toBeNull();
  }
});
