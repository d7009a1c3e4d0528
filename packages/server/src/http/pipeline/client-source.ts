import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { networkOf } from '../../core/model/network-of.ts';

/** From a request to the address of whoever sent it. */
export type FindSource = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/** How many proxies of one's own a request may come through; what stands before them is not read. */
const HOPS_MAX = 32;

/**
 * Reads `X-Forwarded-For` from the right: each proxy puts the address it was asked from at the end, so
 * an entry counts when the one who wrote it is a proxy of ours, and all before the first stranger was
 * written by strangers. What is no plain address (a port, a zone, a word) says nothing, and the proxy
 * that passed it on counts as the source: nobody gets to be somebody new by writing something odd.
 */
export function findSource(trustedProxies: readonly string[]): FindSource {
  if (trustedProxies.length === 0) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = trust(trustedProxies);
  return ({ headers, socket }) => {
    let source = socket.remoteAddress ?? '';
    // Several headers of this name are joined in their order.
    const given = headers['x-forwarded-for'];
    if (given === undefined || !isTrusted(source)) return source;
    for (const entry of lastOf(String(given))) {
      if (!isTrusted(source) || isIP(entry) === 0 || entry.includes('%')) return source;
      source = entry;
    }
    return source;
  };
}

/** Whether somebody connects through a proxy of one's own. */
export function trust(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    list.addSubnet(address, Number(length), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    const mapped = address.includes('.') ? networkOf(address) : address;
    const family = isIP(mapped);
    return family !== 0 && list.check(mapped, family === 6 ? 'ipv6' : 'ipv4');
  };
}

/** The last entries of a list, the very last one first. */
function lastOf(list: string): readonly string[] {
  const entries: string[] = [];
  let end = list.length;
  while (end >= 0 && entries.length < HOPS_MAX) {
    const comma = list.lastIndexOf(',', end - 1);
    entries.push(list.slice(comma + 1, end).trim());
    // A list of one comma has two empty entries, and ends.
    end = comma === -1 || end === 0 ? -1 : comma;
  }
  return entries;
}
