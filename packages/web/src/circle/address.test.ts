import { expect, it } from 'vitest';
import { readImageAddress, readLink } from './address.ts';

it('follows links over HTTPS only', () => {
  expect(readLink('https://app.example/help?a=1')).toBe('https://app.example/help?a=1');
  for (const bad of ['http://app.example/', 'javascript:alert(1)', 'data:text/html,x', '/a', 7]) {
    expect(readLink(bad)).toBeUndefined();
  }
});

it('loads images from this machine on this machine only', () => {
  const local = 'http://localhost:3000/logo.png';
  expect(readImageAddress(local, '127.0.0.1')).toBe(local);
  expect(readImageAddress(local, 'pin.example')).toBeUndefined();
  expect(readImageAddress('http://app.example/logo.png', 'localhost')).toBeUndefined();
  expect(readImageAddress('https://app.example/logo.png', 'pin.example')).toBeDefined();
});
