import type { FastifyRequest } from 'fastify';
import type { WireRequest } from '../../dialects/dialect.ts';
import { wipeAfter } from './wipe-after.ts';

const EMPTY = new Uint8Array();

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before anything else is done with a request; empty where it never got so far. */
    source: string;
  }
}

/** Where a request came from, as far as our own proxies say: see `client-source.ts`. */
export function sourceOf({ source, socket }: Pick<FastifyRequest, 'source' | 'socket'>): string {
  return source || (socket.remoteAddress ?? '');
}

/**
 * Takes a request apart into what a dialect may see: no framework, no socket. The body of a GET means
 * nothing (RFC 9110, section 9.3.1), so only a call that says so gets to see it.
 */
export function readRequest(request: FastifyRequest, readsBodyOfGet = false): WireRequest {
  const mayRead = request.method !== 'GET' || readsBodyOfGet;
  return {
    id: request.id,
    source: sourceOf(request),
    headers: request.headers as WireRequest['headers'],
    params: request.params as WireRequest['params'],
    query: request.query as WireRequest['query'],
    method: request.method,
    address: request.originalUrl,
    body: mayRead && request.body instanceof Uint8Array ? request.body : EMPTY,
    wipeAfter: (wipe) => wipeAfter(request, wipe),
  };
}
