import { BlockList, isIP } from 'node:net';

const CIDR = /^([^/%]+)\/(\d{1,3})$/;
const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

export interface IpRanges {
  /** An IPv6 address that holds an IPv4 one (`::ffff:…`) is in the ranges of that one, too. */
  has(ip: string): boolean;
}

/** A set of CIDR ranges of both families. Throws, naming the entry, when one cannot be read. */
export function createIpRanges(cidrs: readonly string[]): IpRanges {
  // One list a family: in a list of both, a wide IPv6 range would hold every IPv4 address.
  const v4 = new BlockList();
  const v6 = new BlockList();
  for (const cidr of cidrs) {
    const [, network = '', prefix = ''] = CIDR.exec(cidr) ?? [];
    const family = isIP(network);
    const bits = BITS[family];
    if (bits === undefined || Number(prefix) > bits) {
      throw new Error(`not an IP range in CIDR notation: ${cidr}`);
    }
    if (family === 4) v4.addSubnet(network, Number(prefix), 'ipv4');
    else v6.addSubnet(network, Number(prefix), 'ipv6');
  }
  return {
    has(ip) {
      if (isIP(ip) === 4) return v4.check(ip, 'ipv4');
      return isIP(ip) === 6 && (v6.check(ip, 'ipv6') || v4.check(ip, 'ipv6'));
    },
  };
}
