import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { type Static, type TSchema, Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { decodeUtf8, readJson } from '../read-json.ts';
import { checker } from '../validate.ts';

/** A body this wire cannot read at all: told with the vendor's code for it, not as a bad field. */
export class UnreadableBody extends Error {}

/** A field that is missing or not what it has to be; `extra` of the answer names it (mixin 8). */
export class BadField extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/**
 * Checks the fields of a call. Throws {@link UnreadableBody} for what is no JSON object (or list, where
 * the call takes one), and {@link BadField} for the first field that is not what it has to be.
 */
export function bodyReader<S extends TSchema>(schema: S): (bytes: Uint8Array) => Static<S> {
  const check = checker(schema, 'body');
  const wantsList = Type.IsArray(schema);
  return (bytes) => {
    const body = parse(bytes);
    if (Array.isArray(body) !== wantsList) throw new UnreadableBody();
    try {
      return check(body);
    } catch (fault) {
      throw fault instanceof Fault ? toBadField(fault) : fault;
    }
  };
}

/** The checker's sentence begins with the place: `body/full_name must be string`. */
function toBadField({ message }: Fault): BadField {
  const [, field = 'body'] = /^body\/([a-z0-9_]+)/.exec(message) ?? [];
  return new BadField(field, message);
}

function parse(bytes: Uint8Array): object {
  const value = readOrNull(bytes);
  if (typeof value === 'object' && value !== null) return value;
  throw new UnreadableBody();
}

function readOrNull(bytes: Uint8Array): unknown {
  try {
    return readJson(decodeUtf8(bytes) ?? '');
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/**
 * The digits of a number as the body has them: beyond 2^53 a JavaScript number prints others, and a
 * signature over the exact ones would not be right for those (mixin 6). `undefined` for anything but
 * an unsigned integer without exponent.
 */
export function digitsOf(bytes: Uint8Array, field: string): string | undefined {
  const text = decodeUtf8(bytes) ?? '';
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [field]);
  if (node?.type !== 'number') return undefined;
  const digits = text.slice(node.offset, node.offset + node.length);
  return /^[0-9]{1,20}$/.test(digits) ? digits : undefined;
}
