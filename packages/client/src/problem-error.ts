import type { Problem } from './wire.ts';

/** The server refused a request or could not serve it. A wrong PIN is an answer, not this. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  /** Present when waiting helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds: number | undefined) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
