import { expect, it } from 'vitest';
import { path, query } from './address.ts';

it('keeps names in their place in an address, whatever they hold', () => {
  expect(path`/tenants/${'a/../b?c#d'}/keys/${'é'}`).toBe(
    '/tenants/a%2F..%2Fb%3Fc%23d/keys/%C3%A9',
  );
});

it('leaves out of a query what is not given, and keeps zero', () => {
  expect(query({ search: '', limit: 0, cursor: null, subject: 'a&b' })).toBe(
    '?limit=0&subject=a%26b',
  );
  expect(query({ search: undefined })).toBe('');
});
