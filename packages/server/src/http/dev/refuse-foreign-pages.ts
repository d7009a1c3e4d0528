import type { FastifyRequest } from 'fastify';
import { Fault } from '../../core/fault.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Listening on loopback keeps other machines out, but not the web pages open in the developer's own
 * browser. A name that a hostile page made point at this machine (DNS rebinding) shows in `Host`,
 * and a form or script that posts from elsewhere shows in `Origin`: both are refused.
 */
export async function refuseForeignPages(request: FastifyRequest): Promise<void> {
  const { host = '', origin } = request.headers;
  const local = LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
  if (local && (origin === undefined || origin === `http://${host}`)) return;
  const sentence =
    'Only tools and pages of this machine may ask. Use http://127.0.0.1 or localhost.';
  throw new Fault('forbidden', sentence);
}
