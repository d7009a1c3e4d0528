import type { FastifyInstance } from 'fastify';
import type { Log } from '../../observability/log.ts';
import { buildServer } from '../server.ts';

const NO_HOSTS = new Map<string, string>();

/**
 * The origin of the hosted PIN pages, apart from API and console, so that nothing served there can
 * reach into a page a PIN is typed on. Pages open from a link with a challenge in it.
 */
export function buildPadServer(options: {
  readonly log: Log;
  readonly makeId: () => string;
}): FastifyInstance {
  return buildServer({ ...options, hosts: NO_HOSTS });
}
