import { ConnectionError } from '../connection-error.ts';
import type { ProblemError } from '../problem-error.ts';

const FIRST_MS = 250;
const LONGEST_BACKOFF_MS = 8_000;

/** The server says of these that nothing happened, or that the first try is still running. */
const WORTH_REPEATING = ['overloaded', 'storage_unavailable', 'idempotency_in_progress'];

/** What a proxy answers when it could not reach the server, or wants less. */
const PROXY_TROUBLE = [429, 502, 503, 504];

/**
 * How long to wait before try number `next` (from 1), in milliseconds; `null` when trying again
 * cannot help. Only for calls that may be sent twice. Limits that guard a person (`recovery_locked`,
 * `too_many_codes`) are answers to that person, and not repeated.
 */
export function retryWait(
  error: ProblemError | ConnectionError,
  next: number,
  random: () => number = Math.random,
): number | null {
  if (error instanceof ConnectionError) return backoff(next, random);
  const passing =
    error.code === 'not_from_pintumbler'
      ? PROXY_TROUBLE.includes(error.status)
      : WORTH_REPEATING.includes(error.code);
  if (!passing) return null;
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds === undefined) return backoff(next, random);
  // Never earlier than asked, and not all clients at the same moment.
  return Math.round(retryAfterSeconds * 1000 + random() * FIRST_MS);
}

/** Doubles, and is anything between half and all of it. */
function backoff(next: number, random: () => number): number {
  const full = Math.min(LONGEST_BACKOFF_MS, FIRST_MS * 2 ** (next - 1));
  return Math.round(full * (0.5 + random() / 2));
}
