import type { WireResponse } from '../dialect.ts';
import { type CircleCode, CODES } from './codes.ts';

/** One broken field, in the vendor's extended form (w3s 2). */
export interface FieldError {
  readonly error: 'required' | 'invalid_value' | 'length_outside_bounds' | 'min_value';
  readonly message: string;
  /** Path of the field, with points between its parts. */
  readonly location: string;
  readonly constraints?: Readonly<Record<string, number | string>>;
}

/** Every 2xx has a `data` member: the SDK hands back nothing else (w3s 10.1). */
export function ok(data: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status: 200, headers, body: { data } };
}

export function created(data: unknown): WireResponse {
  return { status: 201, body: { data } };
}

export function refuse(code: CircleCode, message: string = CODES[code].message): WireResponse {
  return { status: CODES[code].status, body: { code, message } };
}

/**
 * Says which fields are wrong, but leaves the vendor's optional `invalidValue` out: whoever mixes up
 * two fields must not find a PIN in an error log.
 */
export function refuseFields(errors: readonly FieldError[]): WireResponse {
  const { status, message } = CODES[2];
  return { status, body: { code: 2, message, errors } };
}
