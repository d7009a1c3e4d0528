import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlocklist } from './blocklist.ts';
import { judgePin } from './judge-pin.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

const BLOCKLIST = createBlocklist({ four: ['5683'], six: ['696069'] });
const OPEN: Policy = { ...DEFAULT_POLICY, blocklist: false };

describe('judgePin', () => {
  it.each([
    ['284', 'length'],
    ['2840173950661', 'length'],
    ['4444', 'repeated'],
    ['2468', 'sequence'],
    ['1987', 'year'],
    ['2503', 'date'],
    ['1478', 'keypad'],
    ['5683', 'common'],
    ['696069', 'common'],
    ['7294', null],
    ['284017395066', null],
  ] as const)('answers %s with %s', (candidate, rule) => {
    expect(judgePin(candidate, DEFAULT_POLICY, BLOCKLIST)).toBe(rule);
  });

  it.each([
    '',
    '12a4',
    ' 1234',
    '1234\n',
    '\uff11\uff12\uff13\uff14',
    '\u0661\u0662\u0663\u0664',
    '-123',
    '1234567890123x',
  ])('answers %j with format', (candidate) => {
    expect(judgePin(candidate, DEFAULT_POLICY, BLOCKLIST)).toBe('format');
  });

  it('answers anything but ASCII digits with format, whatever the policy', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (candidate) => {
        const wellFormed = candidate !== '' && [...candidate].every((c) => c >= '0' && c <= '9');
        expect(judgePin(candidate, OPEN, BLOCKLIST) === 'format').toBe(!wellFormed);
      }),
    );
  });

  it("keeps to the policy's own bounds, both included", () => {
    const policy: Policy = { ...OPEN, minLength: 5, maxLength: 6 };
    const candidates = ['2840', '28401', '284017', '2840173'];
    const rules = candidates.map((candidate) => judgePin(candidate, policy, BLOCKLIST));
    expect(rules).toEqual(['length', null, null, 'length']);
  });

  it('lets popular PINs pass when the policy allows them', () => {
    const popular = ['4444', '2468', '1987', '2503', '1478', '5683'];
    expect(popular.filter((pin) => judgePin(pin, OPEN, BLOCKLIST) !== null)).toEqual([]);
  });

  it('refuses personal PINs under every policy once the facts are known', () => {
    const personal = { birthDate: '1987-05-03', phone: '+31 6 72946711', id: 'AB 9402715' };
    for (const policy of [DEFAULT_POLICY, OPEN]) {
      for (const candidate of ['8753', '7294', '9402', '7204']) {
        expect(judgePin(candidate, policy, BLOCKLIST, personal)).toBe('personal');
        expect(judgePin(candidate, policy, BLOCKLIST)).toBeNull();
      }
    }
  });

  it('names the personal rule before the popular one', () => {
    const personal = { birthDate: '1987-05-03' };
    expect(judgePin('1987', DEFAULT_POLICY, BLOCKLIST, personal)).toBe('personal');
    expect(judgePin('1987', DEFAULT_POLICY, BLOCKLIST)).toBe('year');
  });
});
