import { Fault } from '../../core/fault.ts';
import { decodeUtf8, readJson } from '../read-json.ts';

/** Members of a body. Those nobody knows are ignored (onb 7). */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * A JSON number as it was written. Account numbers have up to 19 digits (onb 2), and past 2^53 the
 * runtime's own numbers would name another account.
 */
export class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/**
 * The body as text, whatever its media type says: clients send JSON as `text/plain`, as a form, or
 * as nothing (onb 1). Bytes that are no text are refused.
 */
export function readText(body: Uint8Array): string {
  const text = decodeUtf8(body);
  if (text === undefined) throw malformed();
  return text.trim();
}

/** No body at all is an object without members. Throws `request_malformed` for all but an object. */
export function readFields(text: string): Fields {
  if (text === '') return {};
  // Inspected first: of a member given twice, nobody could say which one counts.
  readJson(text);
  const value: unknown = JSON.parse(text, keepWritten);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || value instanceof WrittenNumber) throw malformed();
  return value as Fields;
}

function keepWritten(_name: string, value: unknown, context?: { readonly source?: string }) {
  return typeof value === 'number' ? new WrittenNumber(context?.source ?? '') : value;
}

function malformed(): Fault {
  return new Fault('request_malformed', 'The body has to be a JSON object. Nothing was charged.');
}
