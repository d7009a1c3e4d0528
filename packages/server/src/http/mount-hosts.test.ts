import { describe, expect, it } from 'vitest';
import { mountHosts } from './mount-hosts.ts';

const HOST = 'pins.example';
const mount = mountHosts(new Map([[HOST, '/wire']]));
const to = (url: string, host?: string) =>
  mount({ url, headers: host === undefined ? {} : { host } });

describe('a host name of its own', () => {
  it.each([HOST, `${HOST}:8080`, 'PINS.example', `${HOST}:`])('%s leads to its mount', (host) => {
    expect(to('/me?a=b', host)).toBe('/wire/me?a=b');
    expect(to('/', host)).toBe('/wire/');
  });

  it.each([undefined, '', 'elsewhere.example', `a.${HOST}`, `${HOST}.evil`, `u@${HOST}`])(
    'is not %s',
    (host) => {
      expect(to('/me', host)).toBe('/me');
    },
  );

  it.each(['*', '?a=b', 'me', '', 'ftp://pins.example/me', 'http:/me'])(
    'leaves %j, which is no path, as it is',
    (url) => {
      expect(to(url, HOST)).toBe(url);
    },
  );
});

describe('a target in absolute form', () => {
  it.each([
    [`http://${HOST}/me`, '/wire/me'],
    [`https://${HOST}:443/me?a=b`, '/wire/me?a=b'],
    [`HTTP://PINS.EXAMPLE/me?to=http://x/y`, '/wire/me?to=http://x/y'],
    [`http://${HOST}`, '/wire/'],
    [`http://${HOST}/`, '/wire/'],
    [`http://${HOST}?a=b`, '/wire/?a=b'],
    [`http://${HOST}//me`, '/wire//me'],
  ])('%s goes to %s', (url, address) => {
    expect(to(url, HOST)).toBe(address);
    expect(to(url)).toBe(address);
  });

  it('is for the host it names, whatever Host says', () => {
    expect(to(`http://${HOST}/me`, 'elsewhere.example')).toBe('/wire/me');
    expect(to('http://elsewhere.example/me', HOST)).toBe('http://elsewhere.example/me');
    expect(to(`http://u@${HOST}/me`, HOST)).toBe(`http://u@${HOST}/me`);
    expect(to('http:///me', HOST)).toBe('http:///me');
  });
});
