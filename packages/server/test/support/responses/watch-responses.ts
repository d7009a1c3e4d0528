import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkResponse, type SentResponse } from './check-response.ts';
import type { DocumentIndex } from './document-index.ts';

/*
 * Holds every answer of every server of this process against the published document. The framework
 * tells everybody in its process when a server is made, so production code knows nothing of this.
 * Servers in processes of their own load this file too: `support/server-process.ts`.
 */

/** Loaded with the first answer: many files of tests start no server. */
let index: DocumentIndex | undefined;
/** Where a server in a process of its own tells whoever started it. */
const REPORT = process.env['PINTUMBLER_TEST_BREACHES'];
const breaches: string[] = [];

/** What did not fit since somebody last asked. */
export function takeBreaches(): readonly string[] {
  return breaches.splice(0);
}

subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !(payload instanceof Uint8Array) && payload != null) return;
    index ??= (await import('./document-index.ts')).indexDocument();
    look(
      index,
      request,
      reply,
      payload == null ? '' : Buffer.from(payload as string).toString('utf8'),
    );
  });
});

function look(
  index: DocumentIndex,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): void {
  const { method, url: address } = request;
  const pattern = request.routeOptions.url;
  const { statusCode: status } = reply;
  const mediaType = String(reply.getHeader('content-type') ?? '');
  const broken = lookAt(index, { method, pattern, address, status, mediaType, text });
  if (broken === null) return;
  if (REPORT === undefined) breaches.push(broken);
  else appendFileSync(REPORT, `${broken}\n`);
}

/** A document that cannot be looked into is a breach as well; the answer goes its way. */
function lookAt(index: DocumentIndex, sent: SentResponse): string | null {
  try {
    return checkResponse(index, sent);
  } catch (error) {
    return `${sent.method} ${sent.pattern} ${sent.status} could not be checked: ${String(error)}`;
  }
}
