import type { WireResponse } from '../dialect.ts';
import type { EtnaSettings } from './settings.ts';

/** What went wrong in an envelope (etna 6). */
interface Refusal {
  /** Sent as HTTP status and as `StatusCode`. */
  readonly status: number;
  readonly error: string;
  readonly code: string;
  readonly retryAfterSeconds?: number;
}

type Switches = Pick<EtnaSettings, 'statusCode'>;

/** A success as the pages of the PIN calls print it (etna 4.1, 4.4). */
export function succeed({ statusCode }: Switches, model?: unknown): WireResponse {
  const shown = statusCode === 'documented' ? 'Continue' : 200;
  const body = {
    ...(model !== undefined && { Model: model }),
    Errors: [],
    ErrorsCode: [],
    ...(statusCode !== 'omit' && { StatusCode: shown }),
    IsSucceed: true,
  };
  return { status: 200, body };
}

/** A success as the pages of the neighbouring calls print it (etna 4.2, 5). */
export function succeedBriefly(model?: unknown): WireResponse {
  const body = { ...(model !== undefined && { Model: model }), Errors: [], IsSucceed: true };
  return { status: 200, body };
}

export function refuse({ statusCode }: Switches, refusal: Refusal): WireResponse {
  const { status, error, code, retryAfterSeconds: retry } = refusal;
  return {
    status,
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
    body: {
      Errors: [error],
      ErrorsCode: [code],
      ...(statusCode !== 'omit' && { StatusCode: status }),
      IsSucceed: false,
    },
  };
}

/** Sentences by `parameter.Field`. */
export type ModelState = Readonly<Record<string, readonly string[]>>;

/** The vendor's sentence, spelt as the vendor spells it (etna 5). */
export function invalid(modelState: ModelState, status = 422): WireResponse {
  const Message = 'Validation error occured while processing entity';
  return { status, body: { Message, ModelState: modelState } };
}

/** For what belongs to somebody else, in the words used for a bad bearer (etna 6). */
export function deny(): WireResponse {
  return { status: 401, body: { Message: 'Authorization has been denied for this request.' } };
}
