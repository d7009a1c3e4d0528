import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../../dialects/dialect.ts';
import { readVersion } from '../landing/read-version.ts';
import { openApiDocument } from './document.ts';

/** Serves the description of all calls, made when it is first asked for. */
export function mountOpenApi(app: FastifyInstance, dialects: readonly Dialect[]): void {
  let text: string | undefined;
  app.get('/openapi.json', async (request, reply) => {
    text ??= JSON.stringify(openApiDocument(dialects, readVersion()));
    reply.headers({
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    return reply.type('application/json').send(text);
  });
}
