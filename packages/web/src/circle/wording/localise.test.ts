import { describe, expect, it } from 'vitest';
import { ENGLISH } from './english.ts';
import { fill } from './fill.ts';
import { localise } from './localise.ts';
import { SPANISH } from './spanish.ts';

describe('an app’s texts', () => {
  it('replace ours field by field', () => {
    const screens = localise(ENGLISH.screens, {
      common: { continue: 'Next', invented: 'x' },
      enterPincode: { headline: 'Your {{pin}}, please' },
    });
    expect(screens.common).toEqual({ ...ENGLISH.screens.common, continue: 'Next' });
    expect(screens.enterPincode.headline).toBe('Your {{pin}}, please');
    expect(screens.enterPincode.headline2).toBe('PIN');
  });

  it.each([undefined, null, 'text', 7, [], { common: null }, { common: { continue: 7 } }])(
    'leave ours alone when they are %j',
    (theirs) => {
      expect(localise(ENGLISH.screens, theirs)).toEqual(ENGLISH.screens);
    },
  );

  it('are cut to a length, and cannot turn the direction of a line', () => {
    const screens = localise(ENGLISH.screens, {
      common: { continue: 'a'.repeat(5000), confirm: ' \u202eOK\u0000 ' },
    });
    expect(screens.common.continue).toHaveLength(512);
    expect(screens.common.confirm).toBe('OK');
  });

  it('mean the SDK’s phrase when they tell what to type but not the phrase', () => {
    const told = { securityConfirm: { inputHeadline: 'Type it' } };
    expect(localise(SPANISH.screens, told).securityConfirm.inputMatch).toBe('I agree');
    const chosen = { securityConfirm: { inputHeadline: 'Type it', inputMatch: 'Yes' } };
    expect(localise(SPANISH.screens, chosen).securityConfirm.inputMatch).toBe('Yes');
    expect(localise(SPANISH.screens, {}).securityConfirm.inputMatch).toBe('Acepto');
  });
});

it('fills in what it knows and leaves other braces alone', () => {
  expect(fill('{n} of {total}, {{phrase}} {x}', { n: '1', total: '6', phrase: 'yes' })).toBe(
    '1 of 6, yes {x}',
  );
});
