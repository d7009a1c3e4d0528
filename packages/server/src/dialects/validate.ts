import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Fault } from '../core/fault.ts';

/**
 * Makes a checker from a schema. What it lets through has the schema's type; everything else is the
 * fault `request_malformed`, which names the place and the rule but never repeats the value, nor a
 * name the caller made up: a PIN sent as a key must not come back.
 */
export function checker<T extends TSchema>(schema: T, place: string) {
  // At the first use: a server has many calls, and compiling all of them costs memory at the start.
  let compiled: ReturnType<typeof Compile<T>> | undefined;
  return (value: unknown): Static<T> => {
    compiled ??= Compile(schema);
    if (compiled.Check(value)) return value as Static<T>;
    const { path, rule } = describe(tellingError(compiled.Errors(value)));
    const where = `${place}${path}`;
    throw new Fault(
      'request_malformed',
      `${where} ${rule}. Correct the request; nothing was charged.`,
    );
  };
}

/**
 * Where one of several forms is allowed, the first complaint is about a form that was not meant; what
 * lies deeper is about the one that was.
 */
function tellingError(errors: readonly TLocalizedValidationError[]) {
  const [first] = errors;
  const within = `${first?.instancePath ?? ''}/`;
  return errors.find(({ instancePath }) => instancePath.startsWith(within)) ?? first;
}

function describe(error: TLocalizedValidationError | undefined) {
  const { keyword, instancePath: path = '', message } = error ?? {};
  // The only schema that is `false` is the one for fields a call does not know: the last part of
  // the path is the caller's.
  if (keyword === 'boolean') {
    const parent = path.slice(0, path.lastIndexOf('/'));
    return { path: parent, rule: 'has a field this call does not know' };
  }
  return { path, rule: message ?? 'is not what is expected' };
}
