import type { PROBLEM_CODES, ProblemCode } from './problem-codes.ts';
import type { Problem } from './wire/problem.ts';

/** The server refused a request or could not serve it. A wrong PIN is an answer, not this. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  /** To quote to whoever runs the server. */
  readonly requestId: string;
  /** Present when waiting helps. */
  readonly retryAfterSeconds: number | undefined;
  /** Under which the call was sent: with it the same call may be made again later. */
  readonly idempotencyKey: string | undefined;

  constructor(
    problem: Problem,
    { retryAfterSeconds, idempotencyKey }: { retryAfterSeconds?: number; idempotencyKey?: string },
  ) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.idempotencyKey = idempotencyKey;
  }
}

/** Whether something that was thrown is a problem, with one of these codes when some are given. */
export function isProblem<C extends (typeof PROBLEM_CODES)[number]>(
  thrown: unknown,
  ...codes: readonly C[]
): thrown is ProblemError & { readonly code: C } {
  if (!(thrown instanceof ProblemError)) return false;
  return codes.length === 0 || codes.some((code) => code === thrown.code);
}
