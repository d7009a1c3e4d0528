/**
 * Everything that can go wrong for a reason other than a person's answer. Codes are stable and
 * public: `docs/reference/faults.md` explains each, and `npm run check` compares the two lists.
 */
export const FAULT_CODES = [
  'request_malformed',
  'pin_malformed',
  'pin_jwe_refused',
  'body_too_large',
  'media_type_unsupported',
  'unauthenticated',
  'forbidden',
  'route_not_found',
  'subject_not_found',
  'subject_exists',
  'identifier_taken',
  'pin_exists',
  'pin_kind_mismatch',
  'hash_unusable',
  'tenant_not_found',
  'tenant_exists',
  'key_not_found',
  'key_exists',
  'challenge_not_found',
  'challenge_closed',
  'session_expired',
  'session_invalid',
  'session_unknown',
  'webhook_not_found',
  'device_not_found',
  'delivery_not_found',
  'webhook_unreachable',
  'questions_exist',
  'questions_not_set',
  'recovery_not_found',
  'recovery_locked',
  'too_many_codes',
  'recovery_not_proven',
  'recovery_closed',
  'factor_unavailable',
  'pin_not_set',
  'idempotency_conflict',
  'idempotency_in_progress',
  'account_not_found',
  'account_exists',
  'approval_needed',
  'approval_not_found',
  'approval_closed',
  'root_not_found',
  'rotation_refused',
  'tenant_not_suspended',
  'passkey_not_found',
  'too_many_attempts',
  'rate_limited',
  'overloaded',
  'storage_unavailable',
  'integrity',
  'internal',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** So many in one stretch of time, the next of which begins at an instant. */
export interface MetLimit {
  readonly requestsMax: number;
  readonly resetAt: number;
}

interface FaultOptions {
  /** For operators only; may name ids, never a PIN. */
  readonly internal?: string;
  readonly retryAfterSeconds?: number;
  /** The limit that was met, for wires that tell it. */
  readonly limit?: MetLimit;
  readonly cause?: unknown;
}

/**
 * A broken request or a broken part. `message` is the public sentence and says what to do next;
 * `internal` goes to the log. Expected answers (wrong PIN, locked) are outcomes, never faults.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly internal: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly limit: MetLimit | undefined;

  constructor(code: FaultCode, publicSentence: string, options: FaultOptions = {}) {
    super(publicSentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.internal = options.internal;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.limit = options.limit;
  }
}

/** Whether something broke in just this way; for callers that can go on from there. */
export function isFault(error: unknown, code: FaultCode): error is Fault {
  return error instanceof Fault && error.code === code;
}

/** Marks code the compiler has proven unreachable; reached anyway, data broke an invariant. */
export function unreachable(value: never): never {
  throw new Fault(
    'internal',
    'The server met a state it does not know. Report it to the operator.',
    {
      internal: `unreachable value of type ${typeof value}`,
    },
  );
}
