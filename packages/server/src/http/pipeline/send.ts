import type { FastifyReply } from 'fastify';
import type { WireResponse } from '../../dialects/dialect.ts';

/** Writes an answer. Nothing the API says may be cached, sniffed or framed. */
export function send(reply: FastifyReply, response: WireResponse): FastifyReply {
  reply.code(response.status).headers({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': reply.request.id,
    ...response.headers,
  });
  if (response.body === undefined) return reply.send();
  reply.type(response.mediaType ?? 'application/json');
  return reply.send(JSON.stringify(response.body));
}
