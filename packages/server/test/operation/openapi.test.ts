import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { nativeDialect } from '../../src/dialects/native/native-dialect.ts';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { openApiDocument } from '../../src/http/openapi/document.ts';
import { checkHeaders, type SentHeaders } from '../support/responses/check-headers.ts';
import { checkResponse, type SentResponse } from '../support/responses/check-response.ts';
import { indexDocument } from '../support/responses/document-index.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Json = Readonly<Record<string, unknown>>;
type Call = Json & { readonly operationId: string; readonly responses: Json };

let server: TestServer;
let document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>> } & Json;
/** `GET /v1/policy`, for every route of the server that was started. */
const mounted = new Set<string>();

const seeRoutes = (message: unknown): void => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) mounted.add(`${each} ${url.replace(/:(\w+)/g, '{$1}')}`);
  });
};

beforeAll(async () => {
  subscribe('fastify.initialization', seeRoutes);
  server = await startTestServer();
  unsubscribe('fastify.initialization', seeRoutes);
  document = (await server.call('GET', '/openapi.json')).body as typeof document;
});

afterAll(() => server.close());

function documented(): ReadonlySet<string> {
  return new Set(
    Object.entries(document.paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
    ),
  );
}

/** Other spellings of documented addresses, and the addresses that refuse all others. */
function spellings(): ReadonlySet<string> {
  const lines = DIALECTS.flatMap(({ mount, routes, openRoutes = [] }) =>
    [...routes, ...openRoutes]
      .filter(({ aliasOf }) => aliasOf !== undefined)
      .flatMap(({ method, path }) => {
        const line = `${method} ${mount}${path}`.replace(/:(\w+)/g, '{$1}');
        return [line, line.replace(/\/$/, '')];
      }),
  );
  return new Set(lines);
}

describe('the document', () => {
  it('has every call that is mounted below a wire, and no other', () => {
    const mounts = ['/admin/v1', ...DIALECTS.map(({ mount }) => mount)];
    const below = [...mounted].filter((line) =>
      mounts.some((mount) => line.split(' ')[1]?.startsWith(mount)),
    );
    const missing = below.filter((line) => !documented().has(line) && !spellings().has(line));
    expect(missing).toEqual([]);
    expect([...documented()].filter((line) => !mounted.has(line))).toEqual([]);
  });

  it('has a name of its own for every call, and no reference to nothing', () => {
    const calls = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const names = calls.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const texts = JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g);
    for (const [, pointer = ''] of texts) {
      const parts = pointer.split('/').slice(1);
      const found = parts.reduce<unknown>((at, part) => (at as Json | undefined)?.[part], document);
      expect(found, pointer).toBeDefined();
    }
  });

  it('has only schemas that a validator takes, strictly', () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    addFormats.default(ajv);
    const { schemas } = document['components'] as {
      readonly schemas: Readonly<Record<string, Json>>;
    };
    const $defs = JSON.parse(
      JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'),
    );
    for (const name of Object.keys(schemas)) {
      expect(() => ajv.compile({ $ref: `#/$defs/${name}`, $defs }), name).not.toThrow();
    }
  });

  it('bounds every number that our own calls take, on both sides', () => {
    const bounded: string[] = [];
    const unbounded: string[] = [];
    const look = (schema: unknown, at: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, minimum, maximum, enum: choice } = schema as Json;
      if (type === 'integer' || type === 'number') {
        const has = choice !== undefined || (minimum !== undefined && maximum !== undefined);
        (has ? bounded : unbounded).push(at);
      }
      for (const [key, below] of Object.entries(schema)) look(below, `${at}/${key}`);
    };
    const taken = Object.entries(document.paths)
      .filter(([address]) => /^\/(?:admin\/)?v1\//.test(address))
      .flatMap(([address, methods]) =>
        Object.values(methods).map(({ requestBody, parameters }) => {
          return [address, JSON.stringify([requestBody, parameters])] as const;
        }),
      );
    const { schemas } = document['components'] as { readonly schemas: Json };
    for (const [address, text] of taken) {
      look(JSON.parse(text ?? '[]'), address);
      for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
        look(schemas[name], `${address} ${name}`);
      }
    }
    expect(unbounded).toEqual([]);
    expect(bounded.length).toBeGreaterThan(20);
  });

  it('refuses two schemas of one name', () => {
    const [first] = nativeDialect.routes;
    const shape = { answers: { 200: { mediaType: 'application/json', schema: Type.Null() } } };
    const other = Type.Object({}, { title: 'Subject' });
    const odd = { ...shape, request: [{ mediaType: 'application/json', schema: other }] };
    const dialect = { ...nativeDialect, routes: [first, { ...first, path: '/odd', shape: odd }] };
    expect(() => openApiDocument([dialect as Dialect], '0')).toThrow(/Subject/);
  });
});

const KEYS = '{"keys":[],"tenant":"demo","now":1}';

describe('an answer that is not as described', () => {
  const index = indexDocument();
  const sent: SentResponse = {
    ...{ method: 'GET', pattern: '/v1/keys', address: '/v1/keys' },
    ...{ status: 200, mediaType: 'application/json', text: KEYS },
  };
  const look = (change: Partial<SentResponse>) => checkResponse(index, { ...sent, ...change });

  it('is noticed by status, media type and body, without its values', () => {
    expect(look({})).toBeNull();
    expect(look({ status: 201 })).toBe(
      'GET /v1/keys answered 201: the document has no such status',
    );
    expect(look({ mediaType: 'text/html' })).toMatch(/has no text\/html body/);
    expect(look({ text: KEYS.replace('[]', '8305') })).toBe(
      'GET /v1/keys answered 200: /keys must be array',
    );
    expect(look({ text: KEYS.replace('}', ',"pin":"8305"}') })).toMatch(
      /additional properties \(pin\)$/,
    );
    expect(look({ status: 404, mediaType: 'application/problem+json', text: '{}' })).toMatch(
      /required property/,
    );
  });

  it('is noticed where nothing is mounted too, and pages are left alone', () => {
    const lost = { pattern: undefined, status: 404 };
    expect(look({ ...lost, address: '/v1/none?x' })).toMatch(/^nothing below \/v1 answered 404/);
    expect(look({ ...lost, address: '/none', mediaType: 'text/html', text: '<p>' })).toBeNull();
  });
});

describe('an answer that lacks what every answer has to say', () => {
  const GOOD: Readonly<Record<string, string>> = {
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'set-cookie': '__Host-pintumbler-console=a; Path=/; HttpOnly; SameSite=Strict; Secure',
  };
  const look = (headers: Readonly<Record<string, string>>, over: Partial<SentHeaders> = {}) =>
    checkHeaders({
      ...{ method: 'GET', pattern: '/v1/keys', status: 200, hasBody: true },
      header: (name) => ({ ...GOOD, ...headers })[name] ?? '',
      ...over,
    });

  it('is noticed by what it lacks', () => {
    expect(look({})).toBeNull();
    expect(look({ 'x-content-type-options': '' })).toBe(
      'GET /v1/keys answered 200 without nosniff',
    );
    expect(look({ 'content-security-policy': "default-src 'none'" })).toMatch(/may frame it$/);
    expect(look({ 'content-security-policy': 'frame-ancestors *' })).toMatch(/allows nothing$/);
    expect(look({ 'cache-control': 'private' })).toMatch(/without no-store$/);
    expect(look({ 'content-type': '' })).toMatch(/without a type$/);
    expect(look({ 'content-type': 'text/html' })).toMatch(/without a charset$/);
    expect(look({ 'referrer-policy': 'origin' })).toMatch(/with a referrer$/);
    expect(look({ 'set-cookie': 'a=b; Path=/' })).toMatch(/not shut off$/);
    expect(look({ 'access-control-allow-origin': '*' })).toMatch(/may read$/);
    expect(look({}, { status: 302 })).toMatch(/leads elsewhere$/);
  });

  it('may be kept where it is a file, and leads on where a form was taken', () => {
    const kept = { 'cache-control': 'public, max-age=60' };
    for (const pattern of ['/assets/a.css', '/theme/:file', '/openapi.json']) {
      expect(look(kept, { pattern })).toBeNull();
    }
    expect(look({}, { pattern: '/c/:link', status: 303 })).toBeNull();
  });
});
