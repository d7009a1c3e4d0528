import { describe, expect, it } from 'vitest';
import { readPolicyChange } from '../policy/policy-options.ts';
import { segment } from './admin-client.ts';
import { confirm } from './confirm.ts';
import { readAssignments, readNumber, readSwitch } from './read-values.ts';
import { UsageError } from './usage-error.ts';

describe('assignments', () => {
  it('become one object, with JSON where they are JSON', () => {
    const texts = ['messages.notices=false', 'messages.sender=Acme', 'days=90', 'none=null', 'e='];
    expect(readAssignments(texts)).toEqual({
      ...{ messages: { notices: false, sender: 'Acme' }, days: 90, none: null, e: '' },
    });
    expect(readAssignments(['text="90"'])).toEqual({ text: '90' });
  });

  it.each(['x', '=1', 'a..b=1', '__proto__.x=1', 'a.__proto__=1', 'a b=1'])(
    'are refused when they are none: %s',
    (text) => {
      expect(() => readAssignments([text])).toThrow(UsageError);
    },
  );
});

describe('values', () => {
  it.each(['', '-1', '1.5', '1e3', 'x', '9999999999'])('no number: %j', (text) => {
    expect(() => readNumber('limit', text)).toThrow('--limit must be a whole number');
  });

  it('are on or off', () => {
    expect([readSwitch('x', 'on'), readSwitch('x', 'off'), readSwitch('x', undefined)]).toEqual([
      ...[true, false, undefined],
    ]);
    expect(() => readSwitch('x', 'yes')).toThrow(UsageError);
  });

  it('of a policy become what the admin API takes, and nothing that was not named', () => {
    const given: Record<string, string> = {
      ...{ 'min-length': '6', blocklist: 'off', 'max-age-days': 'never', locks: '60,300' },
      ...{ rolling: '5/86400', 'lock-extension': 'off' },
    };
    expect(readPolicyChange({ text: (option) => given[option] })).toEqual({
      ...{ minLength: 6, blocklist: false, maxAgeDays: null, lockDurationsSeconds: [60, 300] },
      ...{ rolling: { attemptsMax: 5, windowSeconds: 86_400 }, lockExtension: null },
    });
    expect(readPolicyChange({ text: () => undefined })).toEqual({});
  });

  it.each(['', '.', '..'])('no part of a path: %j', (name) => {
    expect(() => segment(name)).toThrow(UsageError);
  });

  it('of a path cannot lead elsewhere', () => {
    expect(segment('a/../b?c#d')).toBe('a%2F..%2Fb%3Fc%23d');
  });
});

describe('a question', () => {
  const asked = (answer: string, interactive = true) => ({ interactive, ask: async () => answer });

  it('lets pass what was meant', async () => {
    await confirm('Sure?', true, asked('', false));
    for (const answer of ['y', 'Yes', ' YES ']) await confirm('Sure?', false, asked(answer));
  });

  it.each(['', 'n', 'yeah', 'no y'])('stops at every other answer: %j', async (answer) => {
    await expect(confirm('Sure?', false, asked(answer))).rejects.toThrow('nothing was done');
  });

  it('is wrong usage where nobody can be asked', async () => {
    await expect(confirm('Sure?', false, asked('y', false))).rejects.toThrow(UsageError);
  });
});
