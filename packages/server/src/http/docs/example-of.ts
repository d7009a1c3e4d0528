import { follow, type OpenApi, type Schema } from './open-api.ts';

const EXAMPLES: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00.000Z',
  uri: 'https://app.example/',
  uuid: '2f6b3c1e-8d7a-4c59-9b0e-5a1f6d2c7e84',
};

/**
 * A value that fits a schema, to begin with. What may be left out is left out, unless the schema has
 * an example of it.
 */
export function exampleOf(document: OpenApi, schema: Schema): unknown {
  const found = follow(document, schema);
  const { examples, default: usual, const: only, enum: words, anyOf } = found;
  const [given = usual ?? only ?? words?.[0]] = examples ?? [];
  if (given !== undefined) return given;
  if (anyOf !== undefined) return exampleOf(document, anyOf[0] ?? {});
  switch (found.type) {
    case 'object':
      return objectExample(document, found);
    case 'array':
      return found['maxItems'] === 0 ? [] : [exampleOf(document, found.items ?? {})];
    case 'integer':
    case 'number':
      return found['minimum'] ?? 0;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return EXAMPLES[found.format ?? ''] ?? 'text';
    default:
      return {};
  }
}

function objectExample(document: OpenApi, { properties = {}, required = [] }: Schema): object {
  const shown = Object.entries(properties).filter(
    ([name, schema]) => required.includes(name) || follow(document, schema).examples !== undefined,
  );
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleOf(document, schema)]));
}
