import type { Static, TNull, TSchema } from 'typebox';

/*
 * How a call looks on the wire: what the API reference is written from, and what every answer of the
 * test suite is held against. Where a wire checks what it gets, the schemas are the ones it checks by.
 */

/** Bodies of answers by status; `Type.Null()` stands for none. */
export type Answers = Readonly<Record<number, TSchema>>;

/** What a call with these answers may return: nothing else compiles. */
export type AnswerOf<A extends Answers> = {
  [S in keyof A & number]: {
    readonly status: S;
    readonly headers?: Readonly<Record<string, string>>;
  } & BodyOf<A[S]>;
}[keyof A & number];

type BodyOf<T extends TSchema> = T extends TNull
  ? { readonly body?: undefined }
  : { readonly body: Told<Static<T>> };

/** The same, for whoever only reads it. */
export type Told<T> = unknown extends T ? T : { readonly [K in keyof T]: Told<T[K]> };

/** A body of one media type. */
export interface BodyShape {
  readonly mediaType: string;
  readonly schema: TSchema;
  /** What the schema cannot say. */
  readonly description?: string;
}

/** A parameter in a header. */
export interface HeaderShape {
  readonly schema: TSchema;
  readonly description: string;
  readonly required?: true;
}

/** One call, as far as its path and method do not say it. */
export interface CallShape {
  /** The heading it stands under; the wire's own title when absent. */
  readonly group?: string;
  /** What the summary leaves open. */
  readonly description?: string;
  /** An object; absent where the query string is not read. */
  readonly query?: TSchema;
  readonly headers?: Readonly<Record<string, HeaderShape>>;
  /** Several where the wire takes several; absent where no body is read. */
  readonly request?: readonly BodyShape[];
  /**
   * Answers to requests that were understood, by status, in one media type or several; `null` is an
   * answer without a body.
   */
  readonly answers: Readonly<Record<number, BodyShape | readonly BodyShape[] | null>>;
  /** What it asks of its caller: names of the wire's ways to prove itself; all of them when absent. */
  readonly proofs?: readonly string[];
}

/** A way for callers to show who they are: a security scheme of OpenAPI. */
export type ProofShape =
  | { readonly type: 'http'; readonly scheme: 'bearer' | 'basic'; readonly description: string }
  | {
      readonly type: 'apiKey';
      readonly in: 'header' | 'cookie' | 'query';
      readonly name: string;
      readonly description: string;
    };

/** What is common to all calls of a wire. */
export interface WireShape {
  readonly description: string;
  /** By name; a call needs all of them, unless it says which. */
  readonly proofs: Readonly<Record<string, ProofShape>>;
  /** Refusals by status, or by class of it: `4XX`. */
  readonly faults: Readonly<Record<string, BodyShape | readonly BodyShape[]>>;
}

/** JSON, as most bodies are. */
export function json(schema: TSchema, description?: string): BodyShape {
  return { mediaType: 'application/json', schema, ...(description && { description }) };
}

/** Answers of JSON by status. */
export function jsonAnswers(answers: Answers): CallShape['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      isNothing(schema) ? null : json(schema),
    ]),
  );
}

/** Whether an object has anything that could be sent. */
export function hasFields(schema: TSchema): boolean {
  const { properties = {} } = schema as { readonly properties?: object };
  return Object.keys(properties).length > 0;
}

function isNothing(schema: TSchema): boolean {
  return (schema as { readonly type?: unknown }).type === 'null';
}
