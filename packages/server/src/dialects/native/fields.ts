import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { LANGUAGES } from '../../core/model/pages.ts';
import { Pin } from '../../core/model/pin.ts';
import { parseBirthDate } from '../../core/model/pin-patterns/birth-date.ts';
import { IDENTIFIER_TYPES } from '../../core/model/subject.ts';
import { oneOf } from '../answer-parts.ts';
import { storable } from '../storable.ts';

/*
 * Fields of the native wire. Bounds are there so that nothing a caller sends can grow a row, a log
 * line or a digest without limit.
 */

const STRICT = { additionalProperties: false } as const;

/** Not `.` and `..`: clients take them out of an address before they send it (RFC 3986, 5.2.4). */
export const subjectId = Type.String({
  pattern: '^(?!\\.{1,2}$)[\\x21-\\x7e]{1,128}$',
  description: "The tenant's own id; made up when absent",
  examples: ['ann'],
});
export const purpose = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,31}$' });
export const reason = storable({ maxLength: 500, examples: ['asked for by phone'] });

const birthDate = Type.Refine(
  Type.String({ maxLength: 64, description: 'YYYY-MM-DD' }),
  (text) => parseBirthDate(text) !== null,
  () => 'must be a real calendar date, written YYYY-MM-DD',
);

export const identifier = Type.Object(
  {
    type: oneOf(IDENTIFIER_TYPES),
    // What of that type it may be is the core's to say.
    value: Type.String({
      ...{ minLength: 1, maxLength: 254, pattern: '\\S' },
      examples: ['254712345678'],
    }),
  },
  { ...STRICT, title: 'NewIdentifier' },
);

const named = Type.Object(
  {
    type: Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' }),
    value: storable({ maxLength: 100, pattern: '\\S' }),
  },
  STRICT,
);

export const identifiers = Type.Array(identifier, { maxItems: 10 });
export const devices = Type.Array(named, { maxItems: 10 });
export const documents = Type.Array(named, { maxItems: 10 });

/** What messages to a person are written in. */
export const language = oneOf(LANGUAGES, 'Language');

/** Longer than any that is accepted: what is wrong with it is the core's to say, by rule. */
const PHRASE_SENT_MAX = 1024;

/** A picture and phrase to be recognised by; whether they are any good is the core's to say. */
export const prompt = Type.Object(
  {
    image: Type.String({ maxLength: 64 }),
    phrase: Type.String({ maxLength: PHRASE_SENT_MAX }),
  },
  { ...STRICT, title: 'ChosenPrompt' },
);

export const personal = Type.Object(
  {
    // Refused rather than read as digits: a date spelled otherwise would be judged less strictly.
    birthDate: Type.Optional(birthDate),
    phone: Type.Optional(Type.String({ maxLength: 64 })),
    id: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { ...STRICT, title: 'Personal' },
);

/** What a PIN is asked for, in the caller's words: signed, and shown to the person. */
/** What a device of the person kept from an earlier success. */
export const deviceToken = Type.String({
  minLength: 1,
  maxLength: 1024,
  description:
    'Token from an earlier verify with rememberDevice: guesses from a known device are its own',
});

export const rememberDevice = Type.Boolean({
  description: 'Answer a right PIN with a token for this device, unless the one sent is good',
});

export const operation = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'What the PIN is asked for: signed, and shown to the person',
  pattern: '^[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]+$',
});

/**
 * Where a person goes back to. Only addresses a browser follows safely: no script, no credentials;
 * plain HTTP for a developer's own machine only.
 */
export const returnUrl = Type.Refine(
  Type.String({ maxLength: 2048, description: 'https, or http for this very machine' }),
  isReturnUrl,
  () => 'must be an https address',
);

function isReturnUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
}

/** PINs arrive as strings; what kind of string is {@link readPin}'s to say. */
export const pin = Type.String({
  maxLength: 64,
  description: 'ASCII digits, as a string',
  examples: ['8305'],
});

/** With a title it is a component of that name in the API reference. */
export function object<T extends Record<string, import('typebox').TSchema>>(
  fields: T,
  title?: string,
) {
  return Type.Object(fields, { ...STRICT, ...(title && { title }) });
}

/** A PIN out of a body. Throws `pin_malformed` (422): costs no attempt, and says what a PIN is. */
export function readPin(given: Pin | string): Pin {
  const parsed = typeof given === 'string' ? Pin.parse(given) : given;
  if (parsed !== null) return parsed;
  const sentence = 'A PIN is a string of 4 to 12 ASCII digits. Correct it; nothing was charged.';
  throw new Fault('pin_malformed', sentence);
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
