import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '../core/fault.ts';

/**
 * Makes a checker from a schema. What it lets through has the schema's type; everything else is the
 * fault `request_malformed`, which names the place and the rule but never repeats the value.
 */
export function checker<T extends TSchema>(schema: T, place: string) {
  const compiled = Compile(schema);
  return (value: unknown): Static<T> => {
    if (compiled.Check(value)) return value as Static<T>;
    const [first] = compiled.Errors(value);
    const where = `${place}${first?.instancePath ?? ''}`;
    const rule = first?.message ?? 'is not what is expected';
    throw new Fault(
      'request_malformed',
      `${where} ${rule}. Correct the request; nothing was charged.`,
    );
  };
}
