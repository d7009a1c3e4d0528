import { type TProperties, type TSchema, Type } from 'typebox';
import { FAULT_CODES } from '../core/fault.ts';

/*
 * Parts of which the schemas of answers are made. A schema with a `title` becomes a component of that
 * name in the API reference, and a type of that name in what is generated from it.
 */

/** An object with these fields and no others. */
export function told<T extends TProperties>(fields: T, title?: string) {
  return Type.Object(fields, { additionalProperties: false, ...(title && { title }) });
}

/** One of these words. */
export function oneOf<const T extends string>(words: readonly T[], title?: string) {
  return Type.Unsafe<T>({ type: 'string', enum: [...words], ...(title && { title }) });
}

export function orNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** A moment, in UTC: `2026-01-01T00:00:00.000Z`. */
export const instant = Type.String({ format: 'date-time' });

export const count = Type.Integer({ minimum: 0 });

/** Problem details (RFC 9457) as `renderProblem` writes them. */
export const problem = told(
  {
    type: Type.String({ description: 'Where this code is explained on this server' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: oneOf(FAULT_CODES, 'FaultCode'),
    detail: Type.String({ description: 'What is wrong and what to do about it' }),
    requestId: Type.String({ description: 'To quote to whoever runs this server' }),
  },
  'Problem',
);

/** Every refusal of our own APIs. */
const PROBLEM_BODY = { mediaType: 'application/problem+json', schema: problem };
export const PROBLEMS = { '4XX': PROBLEM_BODY, '5XX': PROBLEM_BODY } as const;
