import type { FastifyInstance } from 'fastify';

/** Serves the description of all calls. */
export function mountOpenApi(app: FastifyInstance, textOf: () => string): void {
  app.get('/openapi.json', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    return reply.type('application/json').send(textOf());
  });
}
