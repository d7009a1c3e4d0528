import { expect, it } from 'vitest';
import type { Call } from '../../core/model/call.ts';
import type { WireRequest } from '../dialect.ts';
import { linkHeader } from './link-header.ts';

const call = { tenant: { dialectSettings: {} } } as Call;

function selfOf(host: string): string {
  const request = { headers: { host } } as WireRequest & object;
  const link = linkHeader({
    call,
    request,
    path: '/users',
    queries: { self: new URLSearchParams() },
  });
  return /^<(.*)>; rel="self"$/.exec(link)?.[1] ?? '';
}

it.each(['127.0.0.1:8080', 'localhost', '[::1]:8080'])('stays on this machine for %s', (host) => {
  expect(selfOf(host)).toBe(`http://${host}/circle/users`);
});

it.each([
  'pins.example',
  'pins.example:8443',
  '10.0.0.1',
  '[2001:db8::1]',
  '127.0.0.1.evil.example',
])('never leads a key over the network in clear: %s', (host) => {
  expect(selfOf(host)).toBe(`https://${host}/circle/users`);
});

it.each(['', 'a>; rel="next", <b', 'user@host', 'host/path', 'host:port', 'a b'])(
  'takes no host that is none: %j',
  (host) => {
    expect(selfOf(host)).toBe('/circle/users');
  },
);

it('escapes what is in a query', () => {
  const queries = { next: new URLSearchParams({ pageAfter: 'a/b>;"<ü' }) };
  const request = { headers: {} } as WireRequest & object;
  const link = linkHeader({ call, request, path: '/users', queries });
  expect(link).toBe('</circle/users?pageAfter=a%2Fb%3E%3B%22%3C%C3%BC>; rel="next"');
});
