import { subscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkHeaders } from './check-headers.ts';
import type { SentResponse } from './check-response.ts';

/**
 * Holds every answer of every server that is made in this process from now on against what all answers
 * have to say of themselves, and against the published document, and tells what does not fit. The
 * framework tells everybody in its process when a server is made, so production code knows nothing of
 * this.
 */
export function watchResponses(tell: (breach: string) => void): void {
  // Loaded with the first answer: many files of tests start no server.
  let loaded: Promise<(sent: SentResponse) => string | null> | undefined;
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onSend', async (request, reply, payload) => {
      // A framework that a test brought itself is none of ours.
      const isOurs = fastify.hasRequestDecorator('source');
      const unsaid = isOurs ? headersOf(request, reply, payload) : null;
      if (unsaid !== null) tell(unsaid);
      const isText = typeof payload === 'string' || payload instanceof Uint8Array;
      if (!isText && payload !== undefined && payload !== null) return;
      loaded ??= loadCheck();
      const check = await loaded;
      const breach = check({
        method: request.method,
        pattern: request.routeOptions.url,
        address: request.url,
        status: reply.statusCode,
        mediaType: String(reply.getHeader('content-type') ?? ''),
        text: isText ? Buffer.from(payload as string).toString('utf8') : '',
      });
      if (breach !== null) tell(breach);
    });
  });
}

function headersOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): string | null {
  return checkHeaders({
    method: request.method,
    pattern: request.routeOptions.url,
    status: reply.statusCode,
    hasBody: payload !== undefined && payload !== null && payload !== '',
    header: (name) => String(reply.getHeader(name) ?? ''),
  });
}

/** A document that cannot be looked into is a breach as well; the answer goes its way. */
async function loadCheck() {
  const { checkResponse } = await import('./check-response.ts');
  const { indexDocument } = await import('./document-index.ts');
  const index = indexDocument();
  return (sent: SentResponse) => {
    try {
      return checkResponse(index, sent);
    } catch (error) {
      return `${sent.method} ${sent.pattern} ${sent.status} could not be checked: ${String(error)}`;
    }
  };
}
