import type { Static, TSchema } from 'typebox';
import type { WireRequest } from './dialect.ts';
import { checker } from './validate.ts';

const INTEGER = /^(0|-?[1-9][0-9]{0,14})$/;

/**
 * Reads a query string by the schema of its names. Text that is a whole number becomes one where the
 * schema wants it; a name given twice and a name the schema does not have are refused. Without a schema
 * nothing is read.
 */
export function queryReader<T extends TSchema>(schema: T | undefined) {
  if (schema === undefined) return () => ({}) as Static<T>;
  const check = checker(schema, 'query');
  const { properties = {} } = schema as { properties?: Record<string, { type?: unknown }> };
  return (query: WireRequest['query']): Static<T> =>
    check(
      Object.fromEntries(
        Object.entries(query).map(([name, value]) => {
          const wanted = Object.hasOwn(properties, name) ? properties[name]?.type : undefined;
          const isNumber = wanted === 'integer' && typeof value === 'string' && INTEGER.test(value);
          return [name, isNumber ? Number(value) : value];
        }),
      ),
    );
}
