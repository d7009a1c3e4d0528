import { describe, expect, it } from 'vitest';
import type { Instant } from './instant.ts';
import { CODE_TEMPLATES, NOTICE_TEMPLATES } from './message.ts';
import { admitOneSend, brokenTextRule, fillText } from './message-settings.ts';

const GOOD = { subject: 'Your code for {tenant}', text: 'It is {code}.\nGood for {minutes} min.' };

describe("a tenant's own words", () => {
  it.each(CODE_TEMPLATES)('for %s have to tell the code', (template) => {
    expect(brokenTextRule(template, GOOD)).toBeNull();
    expect(brokenTextRule(template, { ...GOOD, text: 'Hello.' })).toContain('needs {code}');
    expect(brokenTextRule(template, { ...GOOD, text: 'It is code.' })).toContain('needs {code}');
  });

  it.each(NOTICE_TEMPLATES)('for %s have no code to tell', (template) => {
    const notice = { subject: 'Changed', text: 'Changed at {time} with {tenant}.' };
    expect(brokenTextRule(template, notice)).toBeNull();
    expect(brokenTextRule(template, GOOD)).toContain('sent without one');
  });

  it('never tell the code in a subject, which is shown on locked screens', () => {
    const shown = { ...GOOD, subject: '{code} is your code' };
    for (const template of [...CODE_TEMPLATES, ...NOTICE_TEMPLATES]) {
      expect(brokenTextRule(template, shown)).not.toBeNull();
    }
  });

  it.each(['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\u0000', '\t'])(
    'cannot begin a header of a mail in its subject by %j',
    (breaking) => {
      const subject = `Hello${breaking}Bcc: everybody@example.com`;
      const broken = brokenTextRule('sign_in_code', { ...GOOD, subject });
      expect(broken).toContain('line break or control character');
    },
  );

  it('have line breaks in their text, but no other control characters', () => {
    expect(brokenTextRule('sign_in_code', { ...GOOD, text: 'a\n\nb {code}' })).toBeNull();
    for (const control of ['\u0000', '\u001b', '\r', '\u0085']) {
      const text = `${control}{code}`;
      expect(brokenTextRule('sign_in_code', { ...GOOD, text })).toBe('has a control character');
    }
  });

  it.each(['{pin}', '{}', '{ code }', '{CODE}', '{constructor}', '{toString}'])(
    'may not name %s',
    (unknown) => {
      for (const part of ['subject', 'text'] as const) {
        const words = { ...GOOD, [part]: `${GOOD[part]} ${unknown}` };
        expect(brokenTextRule('sign_in_code', words)).toContain(`has ${unknown};`);
      }
    },
  );
});

describe('filling a text', () => {
  const values = { code: '012345', tenant: 'Acme', minutes: '10', time: 'noon' };

  it('fills every brace that is named, each time', () => {
    expect(fillText('{code} {code} of {tenant}, {minutes}, {time}', values)).toBe(
      '012345 012345 of Acme, 10, noon',
    );
  });

  it('does not look at what is filled in again', () => {
    const tenant = '{code} $& $1 {time}';
    expect(fillText('{tenant} says {code}', { ...values, tenant })).toBe(`${tenant} says 012345`);
  });

  it('leaves what it does not know as it is', () => {
    expect(fillText('{name} { code } {{time}}', values)).toBe('{name} { code } {noon}');
  });
});

describe('one more send', () => {
  const limit = { sendsMax: 3, windowMs: 100 };
  const admit = (sends: readonly Instant[], now: Instant) => admitOneSend(sends, limit, now);

  it('goes until the window is full, and again from the instant the oldest leaves it', () => {
    expect(admit([], 5)).toEqual({ admitted: true, sends: [5] });
    expect(admit([0, 10], 20)).toEqual({ admitted: true, sends: [0, 10, 20] });
    expect(admit([0, 10, 20], 99)).toEqual({ admitted: false, retryAt: 100 });
    expect(admit([0, 10, 20], 100)).toEqual({ admitted: true, sends: [10, 20, 100] });
  });

  it('waits for enough to leave where the limit was lowered meanwhile', () => {
    expect(admit([0, 10, 20, 30, 40], 50)).toEqual({ admitted: false, retryAt: 120 });
  });

  it('counts what a clock that was set back left in the future', () => {
    expect(admit([500, 510, 520], 400)).toEqual({ admitted: false, retryAt: 600 });
  });
});
