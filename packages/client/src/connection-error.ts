/**
 * No answer came. The call may have run all the same, so a guess may have been charged: make it
 * again only with the key it was sent under, which gets the first answer and charges nothing.
 */
export class ConnectionError extends Error {
  readonly reason: 'unreachable' | 'timed_out';
  readonly idempotencyKey: string | undefined;

  constructor(
    reason: 'unreachable' | 'timed_out',
    { cause, idempotencyKey }: { cause?: unknown; idempotencyKey?: string },
  ) {
    const told = reason === 'timed_out' ? 'did not answer in time' : 'cannot be reached';
    super(`The server ${told}. The call may have run: repeat it with the same idempotencyKey.`, {
      cause,
    });
    this.name = 'ConnectionError';
    this.reason = reason;
    this.idempotencyKey = idempotencyKey;
  }
}
