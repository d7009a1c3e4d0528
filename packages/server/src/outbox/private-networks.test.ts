import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIpRanges } from './ip-ranges.ts';
import { isPublicAddress } from './private-networks.ts';

/** First and last address of every range of the IANA registries, and of multicast. */
const SPECIAL = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.169.254', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.31.196.0', '192.52.193.255', '192.88.99.0', '192.175.48.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255', '240.0.0.0', '255.255.255.255'],
  ['::', '::1', '::7f00:1', '::ffff:0:127.0.0.1'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:FFFF:10.1.2.3', '::ffff:169.254.169.254'],
  ['64:ff9b::', '64:ff9b::808:808', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['100::', '100::ffff:ffff:ffff:ffff', '100:0:0:1::'],
  ['2001::', '2001:0:ffff::', '2001:2::1', '2001:10::', '2001:20::', '2001:1ff:ffff::'],
  ['2001:db8::', '2001:db8:ffff::1', '2002::', '2002:808:808::1', '2620:4f:8000::1'],
  ['3fff::', '3fff:fff:ffff::', '5f00::1', 'fc00::', 'fd00:ec2::254', 'fdff::1'],
  ['fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ffff::1', 'fe80::1%lo'],
].flat();

const PUBLIC = [
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
  ...['126.255.255.255', '128.0.0.0', '169.253.255.255', '172.15.255.255', '172.32.0.0'],
  ...['192.0.1.0', '192.167.255.255', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
  ...['::ffff:8.8.8.8', '2606:4700::1111', '2001:200::1', '2001:db7::1', '2003::1', '3ffd::1'],
];

describe('an address', () => {
  it.each(SPECIAL)('%s is not public', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });

  it.each(PUBLIC)('%s is public', (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });

  it('is judged the same when IPv6 wraps it', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(isPublicAddress(`::ffff:${ip}`)).toBe(isPublicAddress(ip));
      }),
    );
  });

  it('is public in IPv6 only within 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const first = Number.parseInt(new URL(`http://[${ip}]`).hostname.slice(1), 16) || 0;
        const isMapped = createIpRanges(['::ffff:0:0/96']).has(ip);
        if (!isMapped && (first < 0x2000 || first > 0x3fff))
          expect(isPublicAddress(ip)).toBe(false);
      }),
    );
  });

  it('that is none is not public', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^[\d.]+$|:/.test(text)) expect(isPublicAddress(text)).toBe(false);
      }),
    );
  });
});

describe('IP ranges', () => {
  it('hold what is in them, of either family', () => {
    const ranges = createIpRanges(['10.1.0.0/16', 'fd12::/16', '192.0.2.7/32']);
    for (const ip of ['10.1.255.1', '::ffff:10.1.0.1', 'fd12:1::1', '192.0.2.7']) {
      expect(ranges.has(ip)).toBe(true);
    }
    for (const ip of ['10.2.0.1', 'fd13::1', '192.0.2.8', 'name', '']) {
      expect(ranges.has(ip)).toBe(false);
    }
  });

  it('of all IPv6 hold no IPv4 address', () => {
    expect(createIpRanges(['::/0']).has('10.0.0.1')).toBe(false);
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10/8',
    'fd00::/129',
    'name/8',
    '10.0.0.0/8 ',
    'fe80::%1/64',
  ])('refuse %s', (cidr) => {
    expect(() => createIpRanges([cidr])).toThrow(cidr);
  });
});
