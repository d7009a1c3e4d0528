import { describe, expect, it } from 'vitest';
import { parseConsoleUrl } from './parse-console-url.ts';

describe('the address of the console', () => {
  it.each([
    '',
    'https://pin-admin.example.com',
    'https://[2001:db8::1]:8443',
    'http://localhost:8080',
  ])('may be %j', (text) => {
    expect(parseConsoleUrl(text)).toBe(text);
  });

  it.each([
    'http://pin-admin.example.com',
    'https://pin-admin.example.com/',
    'https://pin-admin.example.com/console',
    'https://user@pin-admin.example.com',
    'HTTPS://pin-admin.example.com',
    'pin-admin.example.com',
    'http://127.0.0.1.example.com',
    'ftp://localhost',
  ])('is not %s', (text) => {
    expect(() => parseConsoleUrl(text)).toThrow('must be an origin');
  });
});
