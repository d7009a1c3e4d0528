import type { Call } from '../../core/model/call.ts';
import type { WireRequest } from '../dialect.ts';
import { CIRCLE, readSettings } from './settings.ts';

/** Names of machines, IPv4 and bracketed IPv6 addresses, with a port or without. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

export type Rel = 'self' | 'first' | 'next' | 'prev';

export interface LinkParts {
  readonly call: Call;
  readonly request: WireRequest;
  readonly path: string;
  /** Query of each page there is; a rel without one is left out. */
  readonly queries: Readonly<Partial<Record<Rel, URLSearchParams>>>;
}

/** A `Link` header (RFC 8288) with absolute addresses, in the order of the vendor's (w3s 7). */
export function linkHeader({ call, request, path, queries }: LinkParts): string {
  const base = readSettings(call.tenant).publicUrl ?? baseOf(request);
  return Object.entries(queries)
    .map(([rel, query]) => {
      const text = query.toString();
      return `<${base}${path}${text === '' ? '' : `?${text}`}>; rel="${rel}"`;
    })
    .join(', ');
}

/**
 * Clients follow these links with the API key in a header. TLS ends in front of this server, so it
 * cannot see whether the caller used it, and a wrong guess of `http` would send the key in clear:
 * only this very machine gets it unasked. A host that is none is left out; links stay relative then.
 */
function baseOf({ headers }: WireRequest): string {
  const host = headers['host'] ?? '';
  if (!HOST.test(host)) return `/${CIRCLE}`;
  return `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}/${CIRCLE}`;
}
