import type { WireResponse } from '../dialect.ts';
import { type Code, TEXTS } from './codes.ts';
import { type Form, successCode } from './form.ts';

/** What a call found out, before it is put into the form of its address. */
export interface Answer {
  /** Absent: it went well. */
  readonly failure?: Code | typeof UNAUTHORISED;
  /** Token or key trouble, the one failure with an HTTP status of its own (onb 2). */
  readonly status?: 401;
  /** A code outside of the numbering, on the one call that has such. */
  readonly ownCode?: string;
  readonly description: string;
  readonly data?: unknown;
  /** Members beside `data`, on calls that answer flat. */
  readonly flat?: Readonly<Record<string, unknown>>;
}

/** The vendor prints no body for HTTP 401; this number is ours. */
const UNAUTHORISED = '401';

/** `data` is absent when there is nothing to say (onb 3). */
export function succeed(data?: unknown, description = 'SUCCESS'): Answer {
  return { description, ...(data !== undefined && { data }) };
}

/** The vendor's sentences about a PIN are shown to people as they are (onb 7). */
export function succeedWith(msg: string): Answer {
  return succeed({ msg });
}

export function refuse(failure: Code): Answer {
  return { failure, description: TEXTS[failure] };
}

export function refuseCaller(description: string): Answer {
  return { failure: UNAUTHORISED, status: 401, description };
}

/** Business results are HTTP 200 whatever they say; clients look at `resCode` (onb 3). */
export function encode(form: Form, answer: Answer): WireResponse {
  const { description, data, flat, status = 200 } = answer;
  const resCode = codeOf(form, answer);
  const body = { resCode, resDesc: description, ...flat, ...(data !== undefined && { data }) };
  return { status, body };
}

function codeOf(form: Form, { failure, ownCode }: Answer): string | number {
  if (ownCode !== undefined) return ownCode;
  if (failure === undefined) return successCode(form);
  // On version 1 the vendor publishes no numbers for failures: the tail of the code (onb 3).
  const tail = failure.slice(-3);
  return form.version === 2 || form.strings ? `${form.service}${tail}` : Number(tail);
}
