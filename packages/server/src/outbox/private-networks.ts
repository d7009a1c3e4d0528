import { isIP } from 'node:net';
import { createIpRanges } from './ip-ranges.ts';

/**
 * IPv4 that is no ordinary host on the internet: the IANA special-purpose registry (RFC 6890), with
 * the entries that can be reached globally, since nobody receives webhooks there, and multicast.
 */
const SPECIAL_V4 = createIpRanges([
  '0.0.0.0/8', // this host; connects to loopback on Linux
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier NAT; metadata of Alibaba Cloud
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local; metadata of most clouds
  '172.16.0.0/12',
  '192.0.0.0/24', // protocol assignments; metadata of Oracle Cloud
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '168.63.129.16/32', // in no registry: the host agent of every Azure machine
]);

/**
 * All of IPv6 that is handed out to hosts. What is outside never gets as far as the exceptions:
 * loopback, unspecified, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard-only (100::/64), SRv6
 * (5f00::/16), unique-local (fc00::/7), link-local, multicast.
 */
const GLOBAL_V6 = createIpRanges(['2000::/3']);

/** What the registry takes out of it. Tunnels lead to an IPv4 address nobody has judged. */
const SPECIAL_V6 = createIpRanges([
  '2001::/23', // protocol assignments; Teredo, benchmarking, ORCHID, AMT
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // the returned 6bone
  '3fff::/20', // documentation
]);

const MAPPED_V4 = createIpRanges(['::ffff:0:0/96']);
const LOOPBACK = createIpRanges(['127.0.0.0/8', '::1/128']);

/** Whether an IP address belongs to an ordinary host on the internet. No for what is not one. */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 4) return !SPECIAL_V4.has(ip);
  // The connection would go out as IPv4, so the inner address is the one to judge.
  if (MAPPED_V4.has(ip)) return !SPECIAL_V4.has(ip);
  return GLOBAL_V6.has(ip) && !SPECIAL_V6.has(ip);
}

export function isLoopbackAddress(ip: string): boolean {
  return LOOPBACK.has(ip);
}
