import type { FastifyInstance } from 'fastify';
import type { JsonObject } from './operation.ts';

/** Serves the description of all calls. */
export function mountOpenApi(app: FastifyInstance, documentOf: () => JsonObject): void {
  let text: string | undefined;
  app.get('/openapi.json', async (request, reply) => {
    text ??= JSON.stringify(documentOf());
    reply.headers({
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    return reply.type('application/json').send(text);
  });
}
