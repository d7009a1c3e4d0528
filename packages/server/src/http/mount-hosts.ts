import type { IncomingMessage } from 'node:http';

/** A target in absolute form: whom it is for, and what follows the first slash of its path. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)\/?(.*)$/i;

/**
 * Where a request goes, given the host it is for; anything else keeps its address. A target in
 * absolute form, as proxies send it, names the host itself, and then `Host` does not count (RFC 9112,
 * section 3.2.2).
 */
export function mountHosts(hosts: ReadonlyMap<string, string>) {
  return (request: Pick<IncomingMessage, 'url' | 'headers'>): string => {
    const url = request.url ?? '/';
    const [, authority = request.headers.host, rest] = ABSOLUTE.exec(url) ?? [];
    const name = authority?.toLowerCase().replace(/:\d*$/, '');
    const mount = name === undefined ? undefined : hosts.get(name);
    const path = rest === undefined ? url : `/${rest}`;
    return mount !== undefined && path.startsWith('/') ? `${mount}${path}` : url;
  };
}
