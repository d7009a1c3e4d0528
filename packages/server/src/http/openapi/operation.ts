import { STATUS_CODES } from 'node:http';
import type { BodyShape, CallShape, WireShape } from '../../dialects/call-shape.ts';
import type { Components } from './components.ts';

export type JsonObject = { readonly [name: string]: unknown };

interface Described {
  readonly method: string;
  /** Whole path, parameters in braces. */
  readonly address: string;
  readonly path: string;
  readonly group: string;
  readonly summary: string;
  readonly shape: CallShape;
  readonly repeats?: unknown;
  readonly isOpen?: boolean;
  readonly onPad?: boolean;
}

interface Wire {
  readonly name: string;
  readonly shape: WireShape;
}

/** One operation of the document: who may, what goes in, what comes out. */
export function describeOperation(call: Described, wire: Wire, components: Components): JsonObject {
  const { shape } = call;
  const parameters = [
    ...pathParameters(call.address),
    ...queryParameters(shape, components),
    ...headerParameters(shape, components),
    ...(call.repeats === undefined ? [] : [IDEMPOTENCY_KEY]),
  ];
  return {
    operationId: nameOf(wire.name, call),
    tags: [call.group],
    summary: call.summary,
    ...(shape.description && { description: shape.description }),
    ...(call.onPad && { servers: [PAD_SERVER] }),
    ...(parameters.length > 0 && { parameters }),
    ...(shape.request && { requestBody: requestBody(shape.request, components) }),
    responses: responsesOf(shape, wire, components),
    security: call.isOpen || call.onPad ? [] : [proofsOf(shape, wire)],
  };
}

/** A body as an answer without a status of its own: one of `components.responses`. */
export function namedResponse(body: Bodies, components: Components): JsonObject {
  return {
    description: describe(body) || 'Refused: the body says why',
    content: contentOf(listOf(body), components),
  };
}

type Bodies = BodyShape | readonly BodyShape[];

function listOf(body: Bodies): readonly BodyShape[] {
  return 'mediaType' in body ? [body] : body;
}

function describe(body: Bodies): string {
  const sentences = listOf(body).flatMap(({ description }) => description ?? []);
  return sentences.join('. ');
}

const PAD_SERVER = {
  url: '/',
  description: 'The origin of the hosted pages, which is another one than that of this document',
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key and body gets the first answer; nothing happens twice.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

function nameOf(wire: string, { method, path, onPad }: Described): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const origin = onPad ? ['pad'] : [];
  const [first = '', ...rest] = [wire, ...origin, method.toLowerCase(), ...words];
  return `${camel(first)}${rest.map(capital).join('')}`;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

function pathParameters(address: string): readonly JsonObject[] {
  return [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
}

function queryParameters({ query }: CallShape, components: Components): readonly JsonObject[] {
  const { properties = {}, required = [] } = (query ?? {}) as {
    readonly properties?: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema: components.take(schema) },
  }));
}

function headerParameters({ headers = {} }: CallShape, components: Components) {
  return Object.entries(headers).map(([name, { schema, description, required = false }]) => ({
    ...{ name, in: 'header', required, description, schema: components.take(schema) },
  }));
}

function requestBody(bodies: readonly BodyShape[], components: Components): JsonObject {
  const description = bodies
    .map((body) => body.description ?? '')
    .join(' ')
    .trim();
  return {
    ...(description && { description }),
    required: true,
    content: contentOf(bodies, components),
  };
}

function contentOf(bodies: readonly BodyShape[], components: Components): JsonObject {
  return Object.fromEntries(
    bodies.map(({ mediaType, schema }) => [mediaType, { schema: components.take(schema) }]),
  );
}

function responsesOf(shape: CallShape, wire: Wire, components: Components): JsonObject {
  const answers = Object.entries(shape.answers).map(([status, body]) => [
    status,
    {
      description: (body && describe(body)) || STATUS_CODES[status] || 'Answered',
      ...(body !== null && { content: contentOf(listOf(body), components) }),
    },
  ]);
  const faults = Object.keys(wire.shape.faults).map((status) => [
    status,
    { $ref: `#/components/responses/${wire.name}.${status}` },
  ]);
  return Object.fromEntries([...answers, ...faults.filter(([status]) => !isIn(answers, status))]);
}

function isIn(entries: readonly (readonly unknown[])[], key: unknown): boolean {
  return entries.some(([each]) => each === key);
}

function proofsOf({ proofs }: CallShape, { name, shape }: Wire): JsonObject {
  const names = proofs ?? Object.keys(shape.proofs);
  return Object.fromEntries(names.map((proof) => [`${name}.${proof}`, []]));
}
