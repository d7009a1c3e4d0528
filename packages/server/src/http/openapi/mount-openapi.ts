import type { FastifyInstance } from 'fastify';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

/** Serves the description of all calls. */
export function mountOpenApi(app: FastifyInstance, textOf: () => string): void {
  app.get('/openapi.json', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-cache',
      ...ANSWER_HEADERS,
      'x-request-id': request.id,
    });
    return reply.type('application/json').send(textOf());
  });
}
