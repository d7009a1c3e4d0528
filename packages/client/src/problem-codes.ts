/** What this release's server and client may answer as `code` of a problem on the native API. */
export const PROBLEM_CODES = [
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
  'pin_not_set',
  'challenge_not_found',
  'challenge_closed',
  'webhook_not_found',
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
  'idempotency_conflict',
  'idempotency_in_progress',
  'overloaded',
  'storage_unavailable',
  'integrity',
  'internal',
  /** Something in between answered, a proxy for instance, and not the server. */
  'not_from_pintumbler',
] as const;

/**
 * Known codes are listed for completion and comparison; a newer server may answer others, so a
 * switch over codes needs a `default`. (Outcomes are closed: those are switched exhaustively.)
 */
export type ProblemCode = (typeof PROBLEM_CODES)[number] | (string & {});
