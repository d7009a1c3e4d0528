/*
 * The document as its own pages read it.
 */

export interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface Response {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Content;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly servers?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly description?: string; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface Wire {
  readonly name: string;
  readonly title: string;
  readonly mount: string;
  readonly description: string;
}

export interface Proof {
  readonly type: 'http' | 'apiKey';
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
  readonly description: string;
}

export interface OpenApi {
  readonly info: { readonly version: string };
  readonly tags: readonly { readonly name: string; readonly 'x-wire': string }[];
  readonly 'x-wires': readonly Wire[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly securitySchemes: Readonly<Record<string, Proof>>;
  };
}

/** An operation with where it is. */
export interface Call extends Operation {
  readonly method: string;
  readonly address: string;
}

export interface Group {
  readonly title: string;
  readonly calls: readonly Call[];
}

/** The calls of a wire under their headings, in the order of the document. */
export function groupsOf(document: OpenApi, wire: Wire): readonly Group[] {
  const calls = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, call]) => ({
      ...call,
      address,
      method: method.toUpperCase(),
    })),
  );
  return document.tags
    .filter((tag) => tag['x-wire'] === wire.name)
    .map(({ name }) => ({
      title: name === wire.title ? 'Calls' : name.replace(`${wire.title}: `, ''),
      calls: calls.filter(({ tags }) => tags.includes(name)),
    }));
}

/** What a reference leads to; itself where it is none. */
export function follow(document: OpenApi, schema: Schema): Schema {
  const [, name] = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? '') ?? [];
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}

export function followResponse(document: OpenApi, response: Response): Response {
  const [, name] = /^#\/components\/responses\/(.+)$/.exec(response.$ref ?? '') ?? [];
  return name === undefined ? response : (document.components.responses[name] ?? {});
}
