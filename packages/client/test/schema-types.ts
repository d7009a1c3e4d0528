/** A JSON Schema as the published document has it; `true` allows anything. */
type Schema = boolean | Readonly<Record<string, unknown>>;

interface Operation {
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** What of an OpenAPI document is read here. */
export interface ApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const JSON_TYPE = 'application/json';

/**
 * The native calls of the published document as TypeScript: `<method> <path>` to body and answer, and
 * every named schema. So that the compiler can hold the types of the client, written by hand, to them.
 */
export function schemaTypes({ components, paths }: ApiDocument): string {
  const named = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${nameOf(name)} = ${typeOf(schema)};`,
  );
  const native = Object.entries(paths).filter(([path]) => path.startsWith('/v1/'));
  const calls = native.flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) => `  ${JSON.stringify(`${method} ${path}`)}: ${callOf(operation)};`,
    ),
  );
  return `${named.join('\n')}\n\nexport interface Calls {\n${calls.join('\n')}\n}\n`;
}

function callOf({ requestBody, responses }: Operation): string {
  const body = requestBody?.content[JSON_TYPE]?.schema;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const answer = success?.content?.[JSON_TYPE]?.schema;
  const told = answer === undefined ? 'undefined' : typeOf(answer);
  return `{ body: ${body === undefined ? 'undefined' : typeOf(body)}; answer: ${told} }`;
}

function typeOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return 'unknown';
  const known = schema as Record<string, unknown>;
  const { $ref, type, items, maxItems } = known;
  if (typeof $ref === 'string') return nameOf($ref.slice($ref.lastIndexOf('/') + 1));
  if ('const' in known) return JSON.stringify(known['const']);
  if (Array.isArray(known['enum'])) return union(known['enum'].map((each) => JSON.stringify(each)));
  const choices = known['anyOf'] ?? known['oneOf'];
  if (Array.isArray(choices)) return union(choices.map(typeOf));
  if (Array.isArray(known['allOf'])) return `(${known['allOf'].map(typeOf).join(' & ')})`;
  if (Array.isArray(type)) return union(type.map((each) => typeOf({ ...known, type: each })));
  if (type === 'array')
    return maxItems === 0 ? 'readonly []' : `readonly ${union([typeOf(items)])}[]`;
  if (type === 'object') return objectOf(known);
  if (type === 'integer') return 'number';
  return ['string', 'number', 'boolean', 'null'].includes(String(type)) ? String(type) : 'unknown';
}

function objectOf({ properties = {}, required = [] }: Record<string, unknown>): string {
  const needed = new Set(required as readonly string[]);
  const fields = Object.entries(properties as Record<string, unknown>).map(
    ([name, schema]) =>
      `readonly ${JSON.stringify(name)}${needed.has(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  return fields.length === 0 ? 'Readonly<Record<string, unknown>>' : `{ ${fields.join('; ')} }`;
}

function union(types: readonly string[]): string {
  return `(${types.join(' | ')})`;
}

function nameOf(name: string): string {
  return name.replace(/\W/g, '_');
}
