import type { Fault } from '../../core/fault.ts';
import type { WireResponse } from '../dialect.ts';
import { statusOf } from '../problem.ts';

/** The one place where a fault becomes this wire's own error; `internal` never leaves the server. */
export function renderFault(fault: Fault, requestId: string): WireResponse {
  const retry = fault.retryAfterSeconds;
  return {
    status: statusOf(fault),
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
    body: { error: fault.code, message: fault.message, requestId },
  };
}
