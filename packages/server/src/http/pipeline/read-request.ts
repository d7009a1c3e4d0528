import type { FastifyRequest } from 'fastify';
import type { WireRequest } from '../../dialects/dialect.ts';

const EMPTY = new Uint8Array();

/** Takes a request apart into what a dialect may see: no framework, no socket. */
export function readRequest(request: FastifyRequest): WireRequest {
  return {
    id: request.id,
    source: request.ip,
    headers: request.headers as WireRequest['headers'],
    params: request.params as WireRequest['params'],
    query: request.query as WireRequest['query'],
    method: request.method,
    address: request.originalUrl,
    body: request.body instanceof Uint8Array ? request.body : EMPTY,
  };
}
