const BASE = '/admin/v1';

/** What the server refused or could not do, in its own sentence. */
export class ApiFault extends Error {
  readonly status: number;
  readonly code: string;
  /** To quote to whoever reads the server's log. */
  readonly requestId: string | null;

  constructor(about: {
    readonly status: number;
    readonly code: string;
    readonly sentence: string;
    readonly requestId: string | null;
  }) {
    super(about.sentence);
    this.status = about.status;
    this.code = about.code;
    this.requestId = about.requestId;
  }
}

/** A change that waits for a second pair of eyes. */
export interface ApprovalNeeded {
  readonly outcome: 'approval_needed';
  readonly approval: { readonly id: string; readonly kind: string; readonly expiresAt: string };
}

export function isApprovalNeeded(answer: unknown): answer is ApprovalNeeded {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    (answer as { readonly outcome?: unknown }).outcome === 'approval_needed'
  );
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let onSignedOut: () => void = () => {};

/** Hears of every 401: the session is over, whatever was being done. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/**
 * One call of the admin API with the session's cookie. Throws {@link ApiFault} for every answer that
 * is no success, and for no answer at all.
 */
export async function call<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await reach(method, path, body, signal);
  const answer = await readAnswer(response);
  if (response.ok) return answer as T;
  const fault = faultOf(response, answer);
  // Signing in with a wrong password is no end of a session: that answers 200.
  if (fault.status === 401) onSignedOut();
  throw fault;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, undefined, signal);
}

/** An address in the admin API for the browser itself to load, such as a download. */
export function addressOf(path: string): string {
  return `${BASE}${path}`;
}

async function reach(
  method: Method,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const sent = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    // No form and no page of another origin can send this header without asking first.
    ...(method !== 'GET' && { 'x-pintumbler-console': '1' }),
  };
  try {
    return await fetch(addressOf(path), {
      method,
      headers: { accept: 'application/json', ...sent },
      credentials: 'same-origin',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    const sentence = 'The server does not answer. Check that it runs and try again.';
    throw new ApiFault({ status: 0, code: 'unreachable', sentence, requestId: null });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

function faultOf(response: Response, answer: unknown): ApiFault {
  const problem = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const textOf = (name: string) => (typeof problem[name] === 'string' ? problem[name] : null);
  return new ApiFault({
    status: response.status,
    code: textOf('code') ?? `http_${response.status}`,
    sentence: textOf('detail') ?? `The server answered ${response.status} without saying why.`,
    requestId: textOf('requestId') ?? response.headers.get('x-request-id'),
  });
}
