import { Fault } from '../../core/fault.ts';
import type { WireResponse } from '../dialect.ts';
import { decodeUtf8, readJson } from '../read-json.ts';
import { invalid } from './answers.ts';

/** Every field of this wire is a text. */
export interface Field {
  readonly maxLength: number;
  readonly optional?: true;
  /** May also be a whole number, which stands for its digits (etna 4.1). */
  readonly digits?: true;
}

export type Fields = Readonly<Record<string, Field>>;

type TextsOf<F extends Fields> = {
  readonly [N in keyof F]: F[N] extends { readonly optional: true } ? string | undefined : string;
};

export type ReadFields<F extends Fields> =
  | { readonly texts: TextsOf<F> }
  | { readonly refused: WireResponse };

/**
 * Reads a JSON body, or says of every field what is wrong with it. Values are not repeated: one may
 * be a PIN. Fields nobody knows are skipped. No body is a body without fields. Throws
 * `request_malformed` for what is no JSON object.
 */
export function readFields<F extends Fields>(
  body: Uint8Array,
  parameter: string,
  fields: F,
): ReadFields<F> {
  const given = body.length === 0 ? {} : readObject(body, fields);
  const texts: Record<string, string | undefined> = {};
  const modelState: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    // Not what an object inherits.
    const value = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    const rule = brokenRule(name, field, value);
    if (rule !== null) modelState[`${parameter}.${name}`] = [rule];
    else texts[name] = value as string | undefined;
  }
  const isFine = Object.keys(modelState).length === 0;
  return isFine ? { texts: texts as TextsOf<F> } : { refused: invalid(modelState) };
}

function brokenRule(name: string, { optional, maxLength }: Field, value: unknown): string | null {
  if (value === undefined) return optional ? null : `The ${name} field is required.`;
  if (typeof value !== 'string') return `The ${name} field is of the wrong type.`;
  if (value.length <= maxLength) return null;
  return `The field ${name} must be a string with a maximum length of ${maxLength}.`;
}

function readObject(body: Uint8Array, fields: Fields): Readonly<Record<string, unknown>> {
  const text = decodeUtf8(body) ?? '';
  const given = readJson(text);
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
    return JSON.parse(text, digitsAsWritten(fields)) as Readonly<Record<string, unknown>>;
  }
  throw new Fault('request_malformed', 'The body has to be a JSON object. Nothing was charged.');
}

/** A whole number as people write one: no sign, point, exponent or leading zero. */
const PLAIN = /^(0|[1-9][0-9]*)$/;

/**
 * Turns a number into the digits it was written with, for the fields that may be one. Its value is
 * not asked: `1e3` and `1000` have the same, and above 2^53 digits are lost. What is not written
 * plainly stays a number, and is refused as one.
 */
function digitsAsWritten(fields: Fields) {
  return (name: string, value: unknown, context?: { readonly source?: string }): unknown => {
    const source = context?.source ?? '';
    const isPlain = typeof value === 'number' && PLAIN.test(source);
    return isPlain && Object.hasOwn(fields, name) && fields[name]?.digits ? source : value;
  };
}
