import { openApiText } from '../../src/compose/openapi.ts';

/** A call of any wire that takes a PIN somewhere, as the published document describes it. */
export interface PinCall {
  readonly method: string;
  /** As the server's log names the route. */
  readonly route: string;
  readonly onPad: boolean;
  /** Header names that hold a PIN. */
  readonly headers: readonly string[];
  /** A body with `pin` in every field that holds one, and something in each that is required. */
  body(pin: string): unknown;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly servers?: unknown;
}

/** Names that look like a PIN's, but for those of settings and texts about PINs. */
const PIN_NAME =
  /^(?!wrongPins|pin_changed$|pinStatus$|pinJwe$)(?:.*[a-z_])?pin(?:code)?(?:_base64)?$/i;

const DEPTH_MAX = 6;

/** From the schemas in force: a call that is added with such a field is among them. */
export function pinCalls(): readonly PinCall[] {
  const document = JSON.parse(openApiText()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const resolve = (schema: Schema | undefined): Schema => {
    if (schema?.$ref === undefined) return schema ?? {};
    const steps = schema.$ref.slice(2).split('/');
    const found = steps.reduce<unknown>(
      (at, step) => (at as Record<string, unknown>)[step],
      document,
    );
    return resolve(found as Schema);
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]): PinCall[] => {
      const schemas = Object.values(operation.requestBody?.content ?? {});
      const schema = schemas[0]?.schema;
      const headers = (operation.parameters ?? [])
        .filter((each) => each.in === 'header' && PIN_NAME.test(each.name))
        .map(({ name }) => name);
      if (headers.length === 0 && !holdsPin(schema, resolve)) return [];
      return [
        {
          ...{ method: method.toUpperCase(), headers, onPad: /^\/circle\/(?!v1)/.test(path) },
          route: path.replace(/\{(\w+)\}/g, ':$1'),
          body: (pin) => (schema === undefined ? undefined : fill(schema, resolve, pin)),
        },
      ];
    }),
  );
}

type Resolve = (schema: Schema | undefined) => Schema;

function holdsPin(given: Schema | undefined, resolve: Resolve, depth = 0): boolean {
  const { properties = {}, anyOf = [], oneOf = [], items } = resolve(given);
  if (depth > DEPTH_MAX) return false;
  // What a setting is called is no field for a PIN: those are texts.
  const named = Object.entries(properties).some(
    ([name, field]) => PIN_NAME.test(name) && takesText(resolve(field), resolve),
  );
  const inside = [...Object.values(properties), ...anyOf, ...oneOf, ...(items ? [items] : [])];
  return named || inside.some((each) => holdsPin(each, resolve, depth + 1));
}

function takesText(
  { type, anyOf, properties, enum: some, const: only }: Schema,
  resolve: Resolve,
): boolean {
  if (anyOf !== undefined) return anyOf.some((each) => takesText(resolve(each), resolve));
  const free = some === undefined && only === undefined && properties === undefined;
  return free && (type === 'string' || type === undefined);
}

function fill(given: Schema, resolve: Resolve, pin: string, depth = 0): unknown {
  const schema = resolve(given);
  const { properties, required = [], anyOf, oneOf, enum: some, examples } = schema;
  if (depth > DEPTH_MAX) return undefined;
  const one = (anyOf ?? oneOf)?.find((each) => holdsPin(each, resolve)) ?? (anyOf ?? oneOf)?.[0];
  if (one !== undefined && properties === undefined) return fill(one, resolve, pin, depth + 1);
  if (properties !== undefined) {
    const named = Object.entries(properties).filter(
      ([name, field]) => required.includes(name) || PIN_NAME.test(name) || holdsPin(field, resolve),
    );
    return Object.fromEntries(
      named.map(([name, field]) => [
        name,
        PIN_NAME.test(name) ? pin : fill(field, resolve, pin, depth + 1),
      ]),
    );
  }
  if (schema.const !== undefined) return schema.const;
  if (examples?.[0] !== undefined) return examples[0];
  if (some?.[0] !== undefined) return some[0];
  return { array: [], object: {}, boolean: false, integer: 1, number: 1 }[schema.type ?? ''] ?? 'x';
}
