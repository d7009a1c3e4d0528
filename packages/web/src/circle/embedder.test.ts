import { expect, it } from 'vitest';
import { readOrigin } from './embedder.ts';

it('takes a bare origin as the SDK writes it, without percent-encoding', () => {
  expect(readOrigin('?origin=https://app.example')).toBe('https://app.example');
  expect(readOrigin('?origin=http://localhost:3000')).toBe('http://localhost:3000');
});

it.each([
  '',
  '?origin=',
  '?origin=*',
  '?origin=null',
  '?origin=https://app.example/',
  '?origin=https://app.example/page',
  '?origin=https://user@app.example',
  '?origin=https://App.example',
  '?origin=javascript:alert(1)',
  '?origin=file:///etc/passwd',
])('does not take %s for an origin', (search) => {
  expect(readOrigin(search)).toBeUndefined();
});
