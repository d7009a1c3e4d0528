import { isIP } from 'node:net';
import { createIpRanges } from './ip-ranges.ts';
import { isLoopbackAddress, isPublicAddress } from './private-networks.ts';

const LENGTH_MAX = 2048;

/** Also what a delivery log says when a name turns out to lead there. */
export const ON_PRIVATE_NETWORK = 'target is on a private network';

export interface ReceiverRuleOptions {
  /** CIDR ranges the operator opens although they are not public. */
  readonly allowPrivate: readonly string[];
  /** For development: this machine is a target, over plain HTTP as well. */
  readonly allowLoopback: boolean;
}

/** Which addresses deliveries may go to, so that nobody has us knock inside our own network. */
export interface ReceiverRule {
  /** Judges the text of an address; `null` when nothing speaks against it. */
  refuse(text: string): string | null;
  /** Judges where an address leads; to be asked about every IP address that is connected to. */
  mayConnect(url: URL, ip: string): boolean;
}

/** Throws when a range in `allowPrivate` cannot be read. */
export function createReceiverRule(options: ReceiverRuleOptions): ReceiverRule {
  const { allowLoopback } = options;
  const opened = createIpRanges(options.allowPrivate);
  const isOpen = (ip: string): boolean =>
    isPublicAddress(ip) || opened.has(ip) || (allowLoopback && isLoopbackAddress(ip));

  return {
    refuse(text) {
      if (text.length > LENGTH_MAX) return `address is longer than ${LENGTH_MAX} characters`;
      if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return 'address is not a valid URL';
      const url = new URL(text);
      const host = hostOf(url);
      const toLoopback = isLocalName(host) || isLoopbackAddress(host);
      const isPlain = url.protocol === 'http:' && allowLoopback && toLoopback;
      if (url.protocol !== 'https:' && !isPlain) return 'address has to begin with https://';
      if (url.username !== '' || url.password !== '') return 'address must not hold credentials';
      // An empty fragment leaves no trace in the parsed URL.
      if (text.includes('#')) return 'address must not have a fragment';
      if (url.port === '0') return 'port 0 cannot be reached';
      if (isLocalName(host) && !isOpen('127.0.0.1')) return ON_PRIVATE_NETWORK;
      if (isIP(host) !== 0 && !isOpen(host)) return ON_PRIVATE_NETWORK;
      return null;
    },
    // What is not encrypted never leaves the machine, wherever the name leads by now.
    mayConnect: (url, ip) => (url.protocol === 'https:' ? isOpen(ip) : isLoopbackAddress(ip)),
  };
}

/** The host as one looks it up: IPv6 without brackets, a name without the dot of the root. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that are this machine by definition (RFC 6761, section 6.3). */
export function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
