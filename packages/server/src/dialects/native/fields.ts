import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { Pin } from '../../core/model/pin.ts';
import { IDENTIFIER_TYPES } from '../../core/model/subject.ts';

/*
 * Fields of the native wire. Bounds are there so that nothing a caller sends can grow a row, a log
 * line or a digest without limit.
 */

const STRICT = { additionalProperties: false } as const;

export const subjectId = Type.String({ pattern: '^[\\x21-\\x7e]{1,128}$' });
export const purpose = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,31}$' });
export const reason = Type.String({ minLength: 1, maxLength: 500 });

export const identifier = Type.Object(
  {
    type: Type.Union(IDENTIFIER_TYPES.map((type) => Type.Literal(type))),
    value: Type.String({ minLength: 1, maxLength: 254, pattern: '\\S' }),
  },
  STRICT,
);

const named = Type.Object(
  {
    type: Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' }),
    value: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  },
  STRICT,
);

export const identifiers = Type.Array(identifier, { maxItems: 10 });
export const devices = Type.Array(named, { maxItems: 10 });
export const documents = Type.Array(named, { maxItems: 10 });

export const personal = Type.Object(
  {
    birthDate: Type.Optional(Type.String({ maxLength: 64 })),
    phone: Type.Optional(Type.String({ maxLength: 64 })),
    id: Type.Optional(Type.String({ maxLength: 64 })),
  },
  STRICT,
);

/** PINs arrive as strings; what kind of string is {@link readPin}'s to say. */
export const pin = Type.String({ maxLength: 64 });

export function object<T extends Record<string, import('typebox').TSchema>>(fields: T) {
  return Type.Object(fields, STRICT);
}

/** A PIN out of a body. Throws `pin_malformed` (422): costs no attempt, and says what a PIN is. */
export function readPin(text: string): Pin {
  const parsed = Pin.parse(text);
  if (parsed !== null) return parsed;
  const sentence = 'A PIN is a string of 4 to 12 ASCII digits. Correct it; nothing was charged.';
  throw new Fault('pin_malformed', sentence);
}

/** The text of a new PIN, well-formed; the policy judges the rest. */
export function readNewPin(text: string): string {
  return readPin(text).reveal();
}

/** The subject a path names. Ids that cannot exist are not looked up. */
export function readSubject(params: Readonly<Record<string, string | undefined>>): {
  readonly id: string;
} {
  return { id: params['id'] ?? '' };
}

export function readPurpose(value: string | undefined): string {
  return value ?? DEFAULT_PURPOSE;
}
