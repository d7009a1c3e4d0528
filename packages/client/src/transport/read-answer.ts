import { ProblemError } from '../problem-error.ts';
import type { Problem } from '../wire/problem.ts';

/** The body of an answer; a {@link ProblemError} for anything that is not a success of the server. */
export async function readAnswer(
  response: Response,
  idempotencyKey: string | undefined,
): Promise<unknown> {
  const { status, headers } = response;
  const text = await response.text();
  const body = status === 204 ? undefined : parse(text);
  const fromServer = status === 204 || body !== undefined;
  if (response.ok && fromServer) return body;
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), Date.now());
  throw new ProblemError(isProblemBody(body) ? body : unknownProblem(status, headers), {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}

/** Seconds from now; the header holds a number of them, or a date (RFC 9110, 10.2.3). */
export function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** Of what is between us and the server nothing is repeated to the caller: it may be anything. */
function unknownProblem(status: number, headers: Headers): Problem {
  return {
    status,
    code: 'not_from_pintumbler',
    detail: `The address answered ${status} in a form this client does not know. Check baseUrl, and what is in between.`,
    requestId: headers.get('x-request-id') ?? '',
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblemBody(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { code, detail, status, requestId } = body as Partial<Record<keyof Problem, unknown>>;
  const texts = [code, detail, requestId].every((each) => typeof each === 'string');
  return texts && typeof status === 'number';
}
