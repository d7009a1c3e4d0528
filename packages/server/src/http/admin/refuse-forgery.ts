import { Fault } from '../../core/fault.ts';
import type { WireRequest } from '../../dialects/dialect.ts';
import type { ConsolePlace } from './console-place.ts';

/** What a page of another origin cannot send without asking first, and nobody answers it. */
export const CONSOLE_HEADER = 'x-pintumbler-console';

const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Throws `forbidden` for a request with a session that no page of ours sent. Each part would do by
 * itself, in a browser that keeps to it: `Sec-Fetch-Site`, `Origin`, and a header of our own.
 */
export function refuseForgery(request: WireRequest, place: ConsolePlace): void {
  const { method, headers } = request;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !OWN_SITES.has(site)) throw forged('another site');
  if (method === 'GET') return;
  if (headers[CONSOLE_HEADER] !== '1') throw forged('without the header of the console');
  const { origin } = headers;
  if (origin === undefined || !place.origins().includes(origin)) throw forged('another origin');
  requireJson(request);
}

/**
 * The same for signing in, before there is a session: nobody is signed in as somebody else by a page
 * from elsewhere. Programs send neither header.
 */
export function refuseForeignSignIn(request: WireRequest, place: ConsolePlace): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && !OWN_SITES.has(site)) throw forged('another site');
  if (origin !== undefined && !place.origins().includes(origin)) throw forged('another origin');
  requireJson(request);
}

/** A form of another site can send a body, but not of this type without asking first. */
function requireJson({ body, headers }: WireRequest): void {
  const type = headers['content-type'] ?? '';
  if (body.length === 0 || /^application\/json\s*(;|$)/i.test(type)) return;
  throw new Fault('media_type_unsupported', 'Send the body as Content-Type: application/json.');
}

function forged(internal: string): Fault {
  const sentence =
    'Only pages of the console may do this with its session. Open the console at its own address.';
  return new Fault('forbidden', sentence, { internal });
}
