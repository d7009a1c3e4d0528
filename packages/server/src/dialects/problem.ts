import type { Fault, FaultCode } from '../core/fault.ts';
import type { WireResponse } from './dialect.ts';

const STATUS: Readonly<Record<FaultCode, number>> = {
  request_malformed: 400,
  pin_malformed: 422,
  pin_jwe_refused: 422,
  body_too_large: 413,
  media_type_unsupported: 415,
  unauthenticated: 401,
  forbidden: 403,
  route_not_found: 404,
  subject_not_found: 404,
  subject_exists: 409,
  identifier_taken: 409,
  pin_exists: 409,
  pin_kind_mismatch: 409,
  hash_unusable: 422,
  pin_not_set: 409,
  tenant_not_found: 404,
  tenant_exists: 409,
  key_not_found: 404,
  key_exists: 409,
  challenge_not_found: 404,
  challenge_closed: 409,
  session_expired: 403,
  session_invalid: 403,
  session_unknown: 401,
  webhook_not_found: 404,
  device_not_found: 404,
  delivery_not_found: 404,
  webhook_unreachable: 422,
  questions_exist: 409,
  questions_not_set: 409,
  recovery_not_found: 404,
  recovery_locked: 429,
  too_many_codes: 429,
  recovery_not_proven: 409,
  recovery_closed: 409,
  factor_unavailable: 422,
  idempotency_conflict: 409,
  idempotency_in_progress: 409,
  account_not_found: 404,
  account_exists: 409,
  approval_needed: 409,
  approval_not_found: 404,
  approval_closed: 409,
  passkey_not_found: 404,
  too_many_attempts: 429,
  rate_limited: 429,
  overloaded: 503,
  storage_unavailable: 503,
  integrity: 500,
  internal: 500,
};

/** A fault as problem details (RFC 9457), with our stable `code` and the id to quote to support. */
export function renderProblem(fault: Fault, requestId: string): WireResponse {
  const status = STATUS[fault.code];
  const retry = fault.retryAfterSeconds;
  return {
    status,
    mediaType: 'application/problem+json',
    headers: {
      ...(retry === undefined ? {} : { 'retry-after': String(retry) }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: {
      type: `/docs/faults#${fault.code}`,
      title: fault.code.replaceAll('_', ' '),
      status,
      code: fault.code,
      detail: fault.message,
      requestId,
    },
  };
}

/** The HTTP status a fault has where a wire has no rule of its own. */
export function statusOf({ code }: Pick<Fault, 'code'>): number {
  return STATUS[code];
}
