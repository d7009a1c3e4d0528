import type { Fault } from '../../core/fault.ts';
import type { WireResponse } from '../dialect.ts';
import { statusOf } from '../problem.ts';

/**
 * Faults in this wire's own form. A deployed client reads no body of a 4xx or 5xx and shows a
 * service error for all of them, so the status is for whoever watches the server.
 */
export function renderFault(fault: Fault, requestId: string): WireResponse {
  const status = statusOf(fault);
  const retry = fault.retryAfterSeconds;
  return {
    status,
    headers: {
      ...(retry === undefined ? {} : { 'retry-after': String(retry) }),
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="Pintumbler"' } : {}),
    },
    body: {
      request_status: 'ERROR',
      request_status_description: fault.message,
      transaction_destination_reference: requestId,
    },
  };
}
