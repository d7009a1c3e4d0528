import type { FaultCode } from '../../core/fault.ts';
import type { CircleCode } from './codes.ts';

/** The vendor's code for each fault, those that cannot happen on this wire included. */
export const CODE_OF: Readonly<Record<FaultCode, CircleCode>> = {
  request_malformed: 2,
  pin_malformed: 2,
  body_too_large: 2,
  media_type_unsupported: 2,
  unauthenticated: 401,
  forbidden: 3,
  route_not_found: 404,
  subject_not_found: 155102,
  subject_exists: 155101,
  identifier_taken: 155101,
  pin_exists: 155107,
  tenant_not_found: 404,
  tenant_exists: -1,
  key_not_found: 404,
  key_exists: -1,
  challenge_not_found: 155116,
  challenge_closed: 155122,
  session_expired: 155104,
  session_invalid: 155105,
  session_unknown: 155103,
  webhook_not_found: 404,
  delivery_not_found: 404,
  webhook_unreachable: 2,
  questions_exist: 155108,
  questions_not_set: 155111,
  recovery_not_found: 155115,
  recovery_locked: 155120,
  recovery_not_proven: 155115,
  recovery_closed: 155115,
  factor_unavailable: 155111,
  pin_not_set: 155110,
  idempotency_conflict: 156020,
  idempotency_in_progress: -1,
  overloaded: -1,
  storage_unavailable: -1,
  integrity: -1,
  internal: -1,
};

/** Where the status of the code would tell the caller to correct a request that was right. */
export const STATUS_OF: Readonly<Partial<Record<FaultCode, number>>> = {
  body_too_large: 413,
  media_type_unsupported: 415,
  idempotency_in_progress: 409,
  overloaded: 503,
  storage_unavailable: 503,
  integrity: 500,
  internal: 500,
};
