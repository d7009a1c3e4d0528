/** Problem details (RFC 9457) as the server sends them; what is missing was not sent. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** The server understood and refused; the process ends with 1. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'Refusal';
    this.problem = problem;
  }
}
