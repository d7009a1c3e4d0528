import type { Fault, MetLimit } from '../../core/fault.ts';
import { SECOND_MS } from '../../core/model/instant.ts';
import type { Asked, WireResponse } from '../dialect.ts';
import { statusOf } from '../problem.ts';
import { deny } from './answers.ts';

/**
 * The one place where a fault becomes this wire's own error. The vendor spells the key in five ways
 * and clients know them apart (etna 6), so each kind keeps its own.
 */
export function renderFault(fault: Fault, _requestId: string, asked: Asked): WireResponse {
  const retry = fault.retryAfterSeconds;
  const answer = refusalOf(fault, asked);
  const headers = {
    ...(retry !== undefined && { 'retry-after': String(retry) }),
    ...(fault.limit && limitHeaders(fault.limit)),
  };
  return Object.keys(headers).length === 0 ? answer : { ...answer, headers };
}

/** Which limit a refused request has met (etna 6). The end of it is told in seconds since 1970. */
function limitHeaders({ requestsMax, resetAt }: MetLimit): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(requestsMax),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(resetAt / SECOND_MS)),
  };
}

function refusalOf(fault: Fault, { address }: Asked): WireResponse {
  switch (fault.code) {
    case 'unauthenticated':
      return refuseAppKey(address);
    case 'session_expired':
    case 'session_invalid':
    case 'session_unknown':
      return deny();
    case 'request_malformed':
      return { status: 400, body: { Message: 'The request is invalid.' } };
    case 'route_not_found':
      return notFound(address);
    case 'overloaded':
    case 'storage_unavailable':
      return broken(503, 'Service is temporarily unavailable');
    default: {
      const status = statusOf(fault);
      if (status >= 500) return broken(status, 'Unexpected server error');
      return { status, body: { Message: fault.message } };
    }
  }
}

/** The tables of versioned calls say 403, the page of error codes 401 (etna 3.2). */
function refuseAppKey(address: string): WireResponse {
  const status = /\/api\/(token|logout)\/?(\?|$)/.test(address) ? 401 : 403;
  return { status, body: { error: 'Application key is not defined or does not exist' } };
}

/** Names the path alone: whatever somebody put into a query is not said again. */
export function notFound(address: string): WireResponse {
  const path = address.replace(/[?#].*$/s, '');
  const Message = `No HTTP resource was found that matches the request URI '${path}'.`;
  return { status: 404, body: { Message } };
}

function broken(status: number, error: string): WireResponse {
  return { status, body: { message: 'An error occurred while processing your request', error } };
}
