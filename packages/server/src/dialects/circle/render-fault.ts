import { Fault } from '../../core/fault.ts';
import type { WireResponse } from '../dialect.ts';
import { type FieldError, refuse, refuseFields } from './answers.ts';
import { CODE_OF, STATUS_OF } from './fault-codes.ts';

/** Faults in this wire's own form (w3s 2). */
export function renderFault(fault: Fault): WireResponse {
  const answer = refusalOf(fault);
  const retry = fault.retryAfterSeconds;
  return {
    ...answer,
    status: STATUS_OF[fault.code] ?? answer.status,
    headers: {
      ...(retry !== undefined && { 'retry-after': String(retry) }),
      ...(fault.code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
    },
  };
}

/**
 * What the caller got wrong, told inside the call, which puts the caller's request id on it. Broken
 * parts go on to the pipeline, which reports them to the operator.
 */
export function renderRefusal(error: unknown): WireResponse {
  const answer = error instanceof Fault ? renderFault(error) : undefined;
  if (answer === undefined || answer.status >= 500) throw error;
  return answer;
}

function refusalOf(fault: Fault): WireResponse {
  const code = CODE_OF[fault.code];
  switch (code) {
    case 2:
      return refuseFields([fieldOf(fault)]);
    case -1:
    case 3:
    case 404:
      // General codes: our own sentence says more than the vendor's.
      return refuse(code, fault.message);
    default:
      return refuse(code);
  }
}

function fieldOf({ code, message }: Fault): FieldError {
  const location = code === 'webhook_unreachable' ? 'endpoint' : 'body';
  return { error: 'invalid_value', message, location };
}
