/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The named schemas of a document. */
export interface Components {
  /**
   * The schema as plain data; whatever in it has a `title` that is a name becomes a component, and a
   * reference in its place. Throws when two different schemas have one name.
   */
  readonly take: (schema: object) => JsonSchema;
  /** Everything that was taken, by name. */
  readonly all: () => Readonly<Record<string, JsonSchema>>;
}

const NAME = /^[A-Z][A-Za-z0-9]*$/;

export function openComponents(): Components {
  const named = new Map<string, JsonSchema>();

  const take = (schema: object): JsonSchema => {
    const { title } = schema as { readonly title?: unknown };
    const plain = asEnum(copy(schema));
    if (typeof title !== 'string' || !NAME.test(title)) return plain;
    const known = named.get(title);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(plain)) {
      throw new Error(`two different schemas are called ${title}`);
    }
    named.set(title, plain);
    return { $ref: `#/components/schemas/${title}` };
  };

  const copy = (schema: object): JsonSchema =>
    Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => [keyword, copyPart(keyword, value)]),
    );

  const copyPart = (keyword: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    switch (keyword) {
      case 'properties':
      case 'patternProperties':
        return Object.fromEntries(
          Object.entries(value).map(([name, part]) => [name, take(part as object)]),
        );
      case 'anyOf':
      case 'allOf':
      case 'oneOf':
      case 'prefixItems':
        return (value as readonly object[]).map(take);
      case 'items':
      case 'additionalProperties':
      case 'not':
        return take(value);
      default:
        return value;
    }
  };

  return { take, all: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Words to choose from read better, and are better generated from, as one list. */
function asEnum(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema as { readonly anyOf?: readonly JsonSchema[] };
  if (anyOf === undefined || !anyOf.every((each) => typeof each['const'] === 'string')) {
    return schema;
  }
  return { ...rest, type: 'string', enum: anyOf.map((each) => each['const']) };
}
