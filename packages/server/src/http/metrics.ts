import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../core/fault.ts';
import type { Exposition } from '../observability/metrics/exposition.ts';
import { refuseForeignPages } from './dev/refuse-foreign-pages.ts';
import { send } from './pipeline/send.ts';

export interface MetricsOptions {
  readonly expose: () => Promise<Exposition>;
  /** Compares a presented key with those that may read, in constant time. */
  readonly mayRead: (presented: string) => boolean;
  /** Told of a wrong key, which may be a guess at the admin key; throws when there were too many. */
  readonly noteWrong: (request: FastifyRequest) => Promise<void>;
  /** The demo server listens on this machine only, and tells its pages and tools everything. */
  readonly inDev: boolean;
}

/**
 * `/metrics`, for whoever shows a key. Being on the same machine counts for nothing: the proxy that
 * brings the world's requests is there too. It takes no place in the hash queue and asks no
 * database, so it answers while those do not.
 */
export function mountMetrics(app: FastifyInstance, options: MetricsOptions): void {
  const onRequest = options.inDev
    ? refuseForeignPages
    : (request: FastifyRequest) => requireKey(request, options);
  app.get('/metrics', { onRequest }, async (_request, reply) => {
    const { mediaType, text } = await options.expose();
    return send(reply, { status: 200, mediaType, text });
  });
}

async function requireKey(
  request: FastifyRequest,
  { mayRead, noteWrong }: Pick<MetricsOptions, 'mayRead' | 'noteWrong'>,
): Promise<void> {
  const [, key] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (key !== undefined && mayRead(key)) return;
  if (key !== undefined) await noteWrong(request);
  throw new Fault(
    'unauthenticated',
    'Send Authorization: Bearer followed by the key for metrics, which PINTUMBLER_METRICS_KEY sets.',
  );
}
