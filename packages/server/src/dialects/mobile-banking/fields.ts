import { Fault } from '../../core/fault.ts';
import { Pin } from '../../core/model/pin.ts';
import { type Identifier, normaliseIdentifier } from '../../core/model/subject.ts';

/** A payload's fields by name. Absent, null and empty mean the same and are not in it. */
export type Fields = ReadonlyMap<string, unknown>;

/**
 * Takes a payload apart. Blanks in keys are dropped, because the pages print one; two keys that
 * become the same are refused, so that nobody can smuggle a second PIN past a filter in between.
 */
export function readFields(payload: unknown): Fields {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw malformed('payload must be a JSON object');
  }
  const fields = new Map<string, unknown>();
  const seen = new Set<string>();
  for (const [written, value] of Object.entries(payload)) {
    const name = written.replace(/\s/g, '');
    if (seen.has(name)) throw malformed('payload has a field twice');
    seen.add(name);
    if (value !== null && value !== '') fields.set(name, value);
  }
  return fields;
}

export function optionalText(fields: Fields, name: string, maxLength: number): string | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw malformed(`${name} must be a string`);
  if (value.length > maxLength) throw malformed(`${name} is longer than ${maxLength} characters`);
  return value;
}

export function requiredText(fields: Fields, name: string, maxLength: number): string {
  return optionalText(fields, name, maxLength) ?? missing(name);
}

export function optionalChoice<T extends string>(
  fields: Fields,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = optionalText(fields, name, 100)?.trim();
  if (value === undefined) return undefined;
  const chosen = choices.find((choice) => choice === value);
  return chosen ?? refuse(`${name} must be one of ${choices.join(', ')}`);
}

export function requiredChoice<T extends string>(
  fields: Fields,
  name: string,
  choices: readonly T[],
): T {
  return optionalChoice(fields, name, choices) ?? missing(name);
}

/** Clients send whole numbers as JSON numbers or as strings of digits. */
export function optionalCount(fields: Fields, name: string): number | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^[0-9]{1,10}$/.test(text)) return Number(text);
  throw malformed(`${name} must be a whole number of at most 10 digits`);
}

/** The current PIN. What is not a PIN at all was never a guess: it is refused and costs nothing. */
export function readPin(fields: Fields): Pin {
  if (!fields.has('pin')) missing('pin');
  return Pin.parse(fields.get('pin')) ?? refuse('pin must be a string of 4 to 12 ASCII digits');
}

/** The PIN somebody wants; which ones are allowed is the policy's to say, once `pin` is proven. */
export function readNewPin(fields: Fields): string {
  return requiredText(fields, 'new_pin', 50);
}

/** What every call carries. */
export interface Caller {
  /** The gateway's own reference; it is not unique per call, see `once.ts`. */
  readonly apiRequestId: string;
  readonly identifier: Identifier;
}

export function readCaller(fields: Fields, identifierMaxLength = 50): Caller {
  const apiRequestId = requiredText(fields, 'api_request_id', 150);
  requiredChoice(fields, 'identifier_type', ['MSISDN']);
  const value = requiredText(fields, 'identifier', identifierMaxLength);
  return { apiRequestId, identifier: normaliseIdentifier({ type: 'msisdn', value }) };
}

export const IDENTITY_TYPES = ['NATIONAL_ID', 'PASSPORT_NO', 'DRIVING_LICENSE'] as const;

/** The identity paper a member names to prove who they are. */
export function readIdentity(fields: Fields) {
  const type = requiredChoice(fields, 'identity_type', IDENTITY_TYPES);
  return { type, value: requiredText(fields, 'identity', 50) };
}

/** Ends decoding. Names the field and the rule, never the value: it may be a PIN. */
export function malformed(rule: string): Fault {
  return new Fault('request_malformed', `${rule}. Nothing was charged.`);
}

function missing(name: string): never {
  throw malformed(`${name} is missing`);
}

function refuse(rule: string): never {
  throw malformed(rule);
}
