import { follow, type OpenApi, type Schema } from './open-api.ts';

const INDENT = '  ';
/** Longer lists of words are broken into lines. */
const WORDS_ON_A_LINE = 5;

/**
 * A schema as people who write programs read it: close to a type of TypeScript, with the rest as
 * remarks. Named parts are written out where they stand.
 */
export function schemaText(document: OpenApi, schema: Schema, indent = ''): string {
  const found = follow(document, schema);
  if (found.const !== undefined) return JSON.stringify(found.const);
  if (found.enum !== undefined) return words(found.enum, indent);
  if (found.anyOf !== undefined) {
    const parts = found.anyOf.map((part) => schemaText(document, part, indent));
    return [...new Set(parts)].join(' | ');
  }
  switch (found.type) {
    case 'object':
      return objectText(document, found, indent);
    case 'array':
      return `${bracketed(schemaText(document, found.items ?? {}, indent))}[]`;
    case undefined:
      return 'any JSON';
    case 'string':
      return found.format === undefined ? 'string' : `string<${found.format}>`;
    default:
      return String(found.type);
  }
}

function bracketed(text: string): string {
  return text.includes(' | ') ? `(${text})` : text;
}

function words(values: readonly unknown[], indent: string): string {
  const texts = values.map((each) => JSON.stringify(each));
  if (texts.length <= WORDS_ON_A_LINE) return texts.join(' | ');
  return texts.map((each) => `\n${indent}${INDENT}| ${each}`).join('');
}

function objectText(document: OpenApi, schema: Schema, indent: string): string {
  const { properties = {}, required = [], patternProperties } = schema;
  const [any] = Object.values(patternProperties ?? {});
  if (any !== undefined) return `{ [name]: ${schemaText(document, any, indent)} }`;
  const fields = Object.entries(properties);
  if (fields.length === 0) return schema['additionalProperties'] === false ? '{}' : '{ … }';
  const inner = `${indent}${INDENT}`;
  const lines = fields.map(([name, field]) => {
    const mark = required.includes(name) ? '' : '?';
    const remark = remarkOf(follow(document, field));
    const type = schemaText(document, field, inner);
    return `${inner}${name}${mark}: ${type}${remark && `  // ${remark}`}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** What a type cannot say: bounds, form, meaning. */
function remarkOf(schema: Schema): string {
  const { description, pattern, minLength, maxLength, minimum, maximum, maxItems } = schema;
  return [
    description,
    range(minLength, maxLength, 'characters'),
    range(minimum === 0 ? undefined : minimum, maximum, ''),
    range(undefined, maxItems, 'entries'),
    description === undefined && typeof pattern === 'string' ? pattern : undefined,
  ]
    .filter((each) => typeof each === 'string' && each !== '')
    .join('; ');
}

function range(least: unknown, most: unknown, unit: string): string | undefined {
  const words = unit && ` ${unit}`;
  if (typeof least === 'number' && typeof most === 'number') return `${least} to ${most}${words}`;
  if (typeof most === 'number') return `at most ${most}${words}`;
  return typeof least === 'number' ? `at least ${least}${words}` : undefined;
}
