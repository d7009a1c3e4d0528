import { Fault, type FaultCode } from '../../core/fault.ts';
import type { Asked, WireResponse } from '../dialect.ts';
import { statusOf } from '../problem.ts';
import { type Answer, encode, refuse, refuseCaller } from './answers.ts';
import { type Form, formOf } from './form.ts';

/** Token or key trouble: the one failure this wire has an HTTP status for (onb 2, 3). */
const UNAUTHORISED_FAULTS: readonly FaultCode[] = [
  'forbidden',
  'session_expired',
  'session_invalid',
  'session_unknown',
];

/** Where a client has to be told by the status that the server did not even look at it. */
const WITH_STATUS: readonly FaultCode[] = [
  'route_not_found',
  'body_too_large',
  'rate_limited',
  'overloaded',
  'storage_unavailable',
  'integrity',
  'internal',
];

/** Faults in this wire's own form. Of its status codes clients know 200 and 401. */
export function renderFault(fault: Fault, _requestId: string, { address }: Asked): WireResponse {
  return renderInForm(fault, formOf(address));
}

/**
 * What the caller got wrong, told inside the call, which knows the tenant's switches and encrypts.
 * Broken parts go on to the pipeline, which reports them to the operator.
 */
export function renderRefusal(error: unknown, form: Form): WireResponse {
  const broken = !(error instanceof Fault) || statusOf(error) >= 500;
  if (broken) throw error;
  return renderInForm(error, form);
}

function renderInForm(fault: Fault, form: Form): WireResponse {
  const retry = fault.retryAfterSeconds;
  const answer = encode(form, refusalOf(fault, form));
  return {
    ...answer,
    ...(WITH_STATUS.includes(fault.code) && { status: statusOf(fault) }),
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
  };
}

/** The vendor has one code for whatever cannot be done, and its text says nothing of the request. */
function refusalOf({ code, message }: Fault, { service }: Form): Answer {
  if (UNAUTHORISED_FAULTS.includes(code)) return refuseCaller(message);
  if (service === 'ONB')
    return code === 'unauthenticated' ? refuseCaller(message) : refuse('ONB004');
  return code === 'unauthenticated' ? { ...refuse('TOK002'), status: 401 } : refuse('TOK003');
}
