import type { FastifyRequest } from 'fastify';

const OWN = new Set(['same-origin', 'none']);

/**
 * Whether a request comes from a page of this origin, or from no page. Nobody can forge the two
 * headers from within a browser. `Sec-Fetch-Site` decides where there is one: it is right even
 * behind a proxy that changes `Host`. `Origin: null`, which is anybody's sandbox, is not ours.
 */
export function isFromOwnOrigin({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return typeof site === 'string' && OWN.has(site);
  return origin === undefined || (host !== undefined && URL.parse(origin)?.host === host);
}
