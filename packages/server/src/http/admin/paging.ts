import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '../../core/fault.ts';

export const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

/** Part of the query string of every list that comes in pages. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMIT_MAX })),
  cursor: Type.Optional(
    Type.String({ maxLength: 2048, description: '`next` of the page before this one' }),
  ),
};

/** What stands beside the rows of a page. */
export const next = Type.Union([Type.String(), Type.Null()], {
  description: '`cursor` of the page after this one; null at the end',
});

/** Where a page ended, as a text nobody needs to read. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Makes a reader of what {@link writeCursor} wrote; everything else is `request_malformed`. */
export function cursorReader<T extends TSchema>(place: T) {
  const shape = Compile(place);
  return (cursor: string | undefined): Static<T> | undefined => {
    if (cursor === undefined) return undefined;
    const read = parse(Buffer.from(cursor, 'base64url').toString());
    if (shape.Check(read)) return read as Static<T>;
    throw new Fault('request_malformed', 'cursor must be `next` of the page before this one.');
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
