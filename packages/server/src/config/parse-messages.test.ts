import { describe, expect, it } from 'vitest';
import { parseMailFrom, parseSmsSecret, parseSmsUrl, parseSmtpUrl } from './parse-messages.ts';

const HOST = { host: 'mail.example.com', signIn: null };
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

describe('the mail server', () => {
  it.each([
    ['', null],
    ['smtp://mail.example.com', { ...HOST, port: 587, secure: false }],
    ['smtps://mail.example.com/', { ...HOST, port: 465, secure: true }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, signIn: null }],
    [
      'smtp://no-reply%40example.com:a%2Fb%3A@mail.example.com:25',
      {
        ...{ ...HOST, port: 25, secure: false },
        signIn: { user: 'no-reply@example.com', password: 'a/b:' },
      },
    ],
  ])('%s is understood', (text, expected) => {
    expect(parseSmtpUrl(text)).toEqual(expected);
  });

  it.each([
    'mail.example.com:587',
    'http://mail.example.com',
    'smtp://',
    'smtp://user@mail.example.com',
    'smtp://:password@mail.example.com',
    'smtp://user:%zz@mail.example.com',
    'smtp://mail.example.com/inbox',
    'smtp://mail.example.com?tls=no',
    'smtp://mail example.com',
    'smtp://mail.example.com:99999',
  ])('%s is refused', (text) => {
    expect(() => parseSmtpUrl(text)).toThrow('must be smtp://user:password@host:587');
  });
});

describe('the address mail comes from', () => {
  it.each(['', 'no-reply@example.com', "o'neil+pin@mail.example"])('%s is taken', (text) => {
    expect(parseMailFrom(text)).toBe(text);
  });

  it.each(['Ann <ann@example.com>', 'a@x.com,b@x.com', 'a@x.com\nbcc: b@x.com', 'ann', '@x.com'])(
    '%j is refused',
    (text) => {
      expect(() => parseMailFrom(text)).toThrow('must be one address');
    },
  );
});

describe('the gateway', () => {
  it.each(['', 'https://10.0.0.7/sms?account=1', 'http://localhost:9/', 'http://[::1]:9/sms'])(
    '%s is taken',
    (text) => {
      expect(parseSmsUrl(text)).toBe(text);
    },
  );

  it.each([
    'http://sms.example.com/',
    'http://localhost.example.com/',
    'https://user:password@sms.example.com/',
    'https://sms.example.com/#part',
    'ftp://localhost/',
    'sms.example.com',
  ])('%s is refused', (text) => {
    expect(() => parseSmsUrl(text)).toThrow('must begin with https://');
  });

  it('has a secret that is whole and long enough', () => {
    expect(parseSmsSecret(SECRET)).toBe(SECRET);
    const short = `whsec_${Buffer.alloc(23).toString('base64')}`;
    for (const text of [SECRET.slice(6), SECRET.slice(0, -1), short, 'whsec_', `${SECRET} `]) {
      expect(() => parseSmsSecret(text)).toThrow('must be whsec_');
    }
  });
});
