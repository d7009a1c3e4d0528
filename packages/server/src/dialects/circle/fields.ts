import { type TSchema, Type } from 'typebox';
import { oneOf } from '../answer-parts.ts';
import type { FieldError } from './answers.ts';

/** A field as it should be, or everything that is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly wrong: readonly FieldError[] };

/** Reads one field; `location` is its path for the error. Nothing here repeats a value. */
export interface Field<T> {
  (value: unknown, location: string): Read<T>;
  /** The same for the API reference; `TOptional` where it may be absent. */
  readonly schema: TSchema;
}

/** A field by its reading and by its description. */
export function field<T>(
  schema: TSchema,
  read: (value: unknown, location: string) => Read<T>,
): Field<T> {
  return Object.assign(read, { schema });
}

/** Described by what it is made of. */
export function schemaOf(shape: Shape, title?: string) {
  const fields = Object.entries(shape).map(([name, { schema }]) => [name, schema] as const);
  return Type.Object(Object.fromEntries(fields), title ? { title } : {});
}

export type Shape = Readonly<Record<string, Field<unknown>>>;
export type ShapeOf<S extends Shape> = {
  readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never;
};

/** Keys nobody knows are skipped: older SDKs leak `xRequestId` into bodies (w3s 3.1). */
export function object<S extends Shape>(shape: S): Field<ShapeOf<S>> {
  return field(schemaOf(shape), (value, location) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return invalid(location || 'body', 'must be a JSON object');
    }
    const given = value as Readonly<Record<string, unknown>>;
    const read: Record<string, unknown> = {};
    const wrong: FieldError[] = [];
    for (const [name, readField] of Object.entries(shape)) {
      const result = readField(given[name], location === '' ? name : `${location}.${name}`);
      if ('wrong' in result) wrong.push(...result.wrong);
      else read[name] = result.value;
    }
    return wrong.length > 0 ? { wrong } : { value: read as ShapeOf<S> };
  });
}

/** Text of so many characters as people count them, not UTF-16 units. */
export function text(min: number, max: number): Field<string> {
  const schema = Type.String({ minLength: min, maxLength: max });
  return field(schema, (value, location) => {
    if (value === undefined || value === null) return missing(location);
    if (typeof value !== 'string') return invalid(location, 'must be a string');
    // A lone surrogate has no UTF-8: kept, it would come back as another text.
    if (!value.isWellFormed() || /\p{Cc}/u.test(value)) {
      return invalid(location, 'must be text without control characters');
    }
    const { length } = [...value];
    if (length >= min && length <= max) return { value };
    const message = `${location} must be between ${min} and ${max} characters`;
    const constraints = { min, max };
    return { wrong: [{ error: 'length_outside_bounds', message, location, constraints }] };
  });
}

export function matching(pattern: RegExp, words: string): Field<string> {
  return field(Type.String({ description: words }), (value, location) => {
    if (value === undefined || value === null) return missing(location);
    if (typeof value === 'string' && pattern.test(value)) return { value };
    return invalid(location, `must be ${words}`);
  });
}

export function choice<T extends string>(choices: readonly T[]): Field<T> {
  return field(oneOf(choices), (value, location) => {
    const chosen = choices.find((each) => each === value);
    if (chosen !== undefined) return { value: chosen };
    if (value === undefined || value === null) return missing(location);
    return invalid(location, `must be one of ${choices.join(', ')}`);
  });
}

export const flag = field<boolean>(Type.Boolean(), (value, location) =>
  typeof value === 'boolean' ? { value } : invalid(location, 'must be true or false'),
);

export function list<T>(item: Field<T>, max: number): Field<readonly T[]> {
  return field(Type.Array(item.schema, { maxItems: max }), (value, location) => {
    if (!Array.isArray(value)) return invalid(location, 'must be a list');
    if (value.length > max) return invalid(location, `must have at most ${max} entries`);
    const results = value.map((each: unknown, index) => item(each, `${location}.${index}`));
    const wrong = results.flatMap((each) => ('wrong' in each ? each.wrong : []));
    if (wrong.length > 0) return { wrong };
    return { value: results.flatMap((each) => ('value' in each ? [each.value] : [])) };
  });
}

/** Absent and `null` are the same. */
export function optional<T>(one: Field<T>): Field<T | undefined> {
  return field<T | undefined>(Type.Optional(one.schema), (value, location) =>
    value === undefined || value === null ? { value: undefined } : one(value, location),
  );
}

export function invalid(location: string, rule: string): { readonly wrong: FieldError[] } {
  return { wrong: [{ error: 'invalid_value', message: `${location} ${rule}`, location }] };
}

function missing(location: string): { readonly wrong: FieldError[] } {
  return { wrong: [{ error: 'required', message: `${location} is missing`, location }] };
}
