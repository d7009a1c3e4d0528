import type { FastifyReply } from 'fastify';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

/**
 * Leads a browser that sent a form on to the page that says what came of it. The address is the link of
 * a challenge: nobody keeps it or is told it.
 */
export function sendOn(reply: FastifyReply, address: string): FastifyReply {
  reply.headers({
    ...ANSWER_HEADERS,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-request-id': reply.request.id,
  });
  return reply.redirect(address, 303);
}
