import { describe, expect, it } from 'vitest';
import {
  brokenPasswordRule,
  isPasswordKey,
  PASSWORD_LENGTH_MAX,
  Password,
  passwordKey,
} from './password.ts';

function parse(text: string): Password {
  const password = Password.parse(text);
  if (password === null) throw new Error('the test has a malformed password');
  return password;
}

const judge = (text: string, names: readonly string[] = []) =>
  brokenPasswordRule(parse(text), names, { has: (each) => each === 'sunshine1' });

describe('a password', () => {
  it('is any text of up to 128 characters', () => {
    for (const text of [
      'x',
      ' ',
      'grüne Wiese',
      '我的密码很长很长',
      'a'.repeat(PASSWORD_LENGTH_MAX),
    ]) {
      expect(Password.parse(text)?.reveal()).toBe(text);
    }
  });

  it('is nothing else', () => {
    const none = ['', 'a'.repeat(PASSWORD_LENGTH_MAX + 1), '\ud800lonely', 12345678, null, {}];
    for (const value of [...none, undefined, ['password']]) {
      expect(Password.parse(value)).toBeNull();
    }
  });

  it('is one however its keyboard spells it', () => {
    const [composed, decomposed] = ['caf\u00e9 noir', 'cafe\u0301 noir'];
    expect(parse(decomposed).reveal()).toBe(parse(composed).reveal());
    expect(parse('\u212bngstr\u00f6m').reveal()).toBe('\u00c5ngstr\u00f6m');
  });

  it('keeps letter case, width and blanks at its ends', () => {
    expect(parse(' Ａbc ').reveal()).toBe(' Ａbc ');
  });

  it('is printed by nothing', () => {
    const password = parse('correct horse');
    const printed = [`${password}`, JSON.stringify({ password })];
    for (const text of printed) {
      expect(text).toContain('[password]');
      expect(text).not.toContain('horse');
    }
  });

  it('has a place that no caller can name as a purpose of a PIN', () => {
    const key = passwordKey({ tenant: 'acme', subject: 'ann' });
    expect(key).toEqual({ tenant: 'acme', subject: 'ann', purpose: 'login:password' });
    expect([isPasswordKey(key), isPasswordKey({ purpose: 'login' })]).toEqual([true, false]);
  });
});

describe('a new password', () => {
  it('has 8 characters, however they are stored', () => {
    expect(judge('seven77')).toBe('length');
    expect(judge('eight888')).toBeNull();
    expect(judge('🐴🔋📎🐴🔋📎🐴')).toBe('length');
    expect(judge('🐴🔋📎🐴🔋📎🐴🔋')).toBeNull();
  });

  it('needs no kinds of characters', () => {
    for (const text of ['correct horse', '83059271', 'мойдлинныйпароль']) {
      expect(judge(text)).toBeNull();
    }
  });

  it('holds nothing that cannot be typed', () => {
    for (const control of ['\n', '\t', '\u0000', '\u0085', '\u007f']) {
      expect(judge(`correct${control}horse`)).toBe('characters');
    }
  });

  it('is more than one or two characters over and over', () => {
    expect(judge('aaaaaaaa')).toBe('repeated');
    expect(judge('abababab')).toBe('repeated');
    expect(judge('abcabcab')).toBeNull();
  });

  it('is no name of its owner or of this server, with whatever digits and signs around it', () => {
    const names = ['ann-4711-x', 'ann@example.com'];
    expect(judge('Ann@Example.com', names)).toBe('personal');
    expect(judge('ANN-4711-X', names)).toBe('personal');
    expect(judge('Ann@Example.com!2024', names)).toBe('personal');
    expect(judge('ann-likes-example.com', names)).toBeNull();
    expect(judge('Pintumbler_1')).toBe('personal');
  });

  it('is none that many people take, in whatever letter case', () => {
    expect(judge('SunShine1')).toBe('popular');
    expect(judge('sunshine 1')).toBeNull();
  });
});
