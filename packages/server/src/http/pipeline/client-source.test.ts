import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../core/model/network-of.ts';
import { findSource, trust } from './client-source.ts';

const PROXY = '10.0.0.1';
const find = findSource(['10.0.0.0/8', 'fd00::/8']);

function sourceOf(forwarded: string | undefined, peer = PROXY): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const socket = { remoteAddress: peer } as IncomingMessage['socket'];
  return find({ headers, socket });
}

const octet = fc.integer({ min: 0, max: 255 });
const anyV4 = fc.tuple(octet, octet, octet, octet).map((bytes) => bytes.join('.'));
const outside = anyV4.filter((address) => !address.startsWith('10.'));
const inside = fc.tuple(octet, octet, octet).map((bytes) => `10.${bytes.join('.')}`);
/** Whatever a client may put before what our proxies write. */
const junk = fc.array(fc.oneof(fc.string(), anyV4, fc.ipV6(), fc.constant('unknown'))).map(String);

describe('where a request came from', () => {
  it('is what the first proxy of ours wrote, whatever stands before it', () => {
    fc.assert(
      fc.property(junk, outside, fc.array(inside, { maxLength: 5 }), (before, client, hops) => {
        const all = [before, client, ...hops].join(', ');
        expect(sourceOf(all)).toBe(client);
        expect(sourceOf([client, ...hops].join(','))).toBe(client);
      }),
    );
  });

  it('is who connects, where that is no proxy of ours', () => {
    fc.assert(
      fc.property(junk, outside, (forwarded, peer) => {
        expect(sourceOf(forwarded, peer)).toBe(peer);
      }),
    );
  });

  it('is never anything new because of something odd: an address, or the proxy that passed it on', () => {
    const oddEnd = fc.oneof(
      fc.string(),
      anyV4.map((address) => `${address}:4711`),
      fc.ipV6().map((address) => `[${address}]:4711`),
      fc.tuple(fc.ipV6(), fc.string()).map(([address, zone]) => `${address}%${zone}`),
      anyV4.map((address) => `for=${address}`),
      anyV4.map((address) => `"${address}"`),
      fc.constantFrom('unknown', '_hidden', '', ',', ', ,', '0x7f.1', '017700000001', '1.2.3'),
    );
    const isPlain = (text: string) => /^[\d.]+$|^[\da-f:.]+$/i.test(text.trim());
    fc.assert(
      fc.property(junk, oddEnd, (before, odd) => {
        const last = odd.split(',').at(-1) ?? '';
        fc.pre(!isPlain(last) || last.trim() === '');
        expect(sourceOf(`${before},${odd}`)).toBe(PROXY);
      }),
    );
  });

  it('is one budget for each way to write the address of a proxy’s client', () => {
    fc.assert(
      fc.property(outside, (client) => {
        const mapped = `::ffff:${client}`;
        expect(networkOf(sourceOf(mapped))).toBe(networkOf(sourceOf(client)));
      }),
    );
  });

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['fd00::1, 10.0.0.2', 'fd00::1'],
    ['::ffff:10.0.0.3, 10.0.0.2', '::ffff:10.0.0.3'],
    ['198.51.100.1, ::ffff:10.0.0.3', '198.51.100.1'],
    [',', PROXY],
    [undefined, PROXY],
  ])('%s is from %s', (forwarded, source) => {
    expect(sourceOf(forwarded)).toBe(source);
  });

  it('is found at once in a header as long as headers may be', () => {
    const long = `${'198.51.100.1,'.repeat(1_200)}203.0.113.9`;
    expect(sourceOf(long)).toBe('203.0.113.9');
    expect(sourceOf(`203.0.113.9${',10.0.0.2'.repeat(1_700)}`)).toBe('10.0.0.2');
  });
});

describe('a proxy of one’s own', () => {
  it('is one by its network, mapped into IPv6 as well', () => {
    const isTrusted = trust(['10.1.0.0/16', '2001:db8::/32']);
    const inside = ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1'];
    const others = ['10.2.0.1', '::ffff:10.2.0.1', '2001:db9::1', '', 'x', '10.1.2.3.4'];
    expect(inside.map(isTrusted)).toEqual([true, true, true]);
    expect(others.map(isTrusted)).toEqual(others.map(() => false));
  });
});
