import type { IncomingMessage } from 'node:http';

/** Where a request goes, given the `Host` it was sent to; anything else keeps its address. */
export function mountHosts(hosts: ReadonlyMap<string, string>) {
  return (request: Pick<IncomingMessage, 'url' | 'headers'>): string => {
    const url = request.url ?? '/';
    const name = request.headers.host?.toLowerCase().replace(/:\d+$/, '');
    const mount = name === undefined ? undefined : hosts.get(name);
    return mount === undefined ? url : `${mount}${url}`;
  };
}
