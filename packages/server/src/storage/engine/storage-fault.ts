import { Fault } from '../../core/fault.ts';

/**
 * The database did not do its part, or nobody can say whether it did. The caller gives no answer,
 * and whatever was to be charged counts as charged.
 */
export function storageUnavailable(cause: unknown): Fault {
  return new Fault('storage_unavailable', 'The server cannot save right now. Try again shortly.', {
    internal: cause instanceof Error ? cause.message : 'unknown database failure',
    retryAfterSeconds: 1,
    cause,
  });
}
