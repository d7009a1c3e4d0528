import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Core } from '../../core/core.ts';
import type { Dialect, WireResponse } from '../../dialects/dialect.ts';
import { ANSWER_HEADERS } from './answer-headers.ts';

/** Writes answers of a wire, with what every one of them carries. */
export function sendFor({ headers }: Pick<Dialect, 'headers'>, core: Pick<Core, 'now'>) {
  return (reply: FastifyReply, response: WireResponse): FastifyReply =>
    send(reply, { ...response, headers: { ...headers?.(core.now()), ...response.headers } });
}

/** Writes an answer. Nothing the API says may be cached, sniffed or framed. */
export function send(reply: FastifyReply, response: WireResponse): FastifyReply {
  reply.code(response.status).headers({
    'cache-control': 'no-store',
    ...ANSWER_HEADERS,
    'x-request-id': reply.request.id,
    ...response.headers,
  });
  if (response.text !== undefined) {
    return reply.type(response.mediaType ?? 'text/plain; charset=utf-8').send(response.text);
  }
  if (response.pieces !== undefined) {
    return reply
      .type(response.mediaType ?? 'text/plain; charset=utf-8')
      .send(Readable.from(response.pieces));
  }
  if (response.body === undefined) return reply.send();
  reply.type(response.mediaType ?? 'application/json');
  return reply.send(JSON.stringify(response.body));
}
