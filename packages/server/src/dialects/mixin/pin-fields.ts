import { Type } from 'typebox';
import { BadField } from './read-body.ts';

/** More than any PIN text has, so that what is too long is told from what is wrong. */
const PIN_TEXT_MAX = 1_024;

/**
 * The fields of PIN calls, read by hand: SDKs use two names for each and three ways to say "none"
 * (mixin 5.3), and the answer has to name the field that is wrong.
 */
export const pinFields = Type.Object({
  pin: Type.Optional(Type.Unknown()),
  pin_base64: Type.Optional(Type.Unknown()),
  old_pin: Type.Optional(Type.Unknown()),
  old_pin_base64: Type.Optional(Type.Unknown()),
});

type Body = Readonly<Record<string, unknown>>;

/** Throws {@link BadField} when there is none. */
export function requirePin(body: Body): string {
  const text = readText(body, 'pin');
  if (text === undefined) throw new BadField('pin', 'a PIN text is missing');
  return text;
}

/** Absent, `null` and the empty text all mean that there is no old PIN. */
export function readOldPin(body: Body): string | undefined {
  return readText(body, 'old_pin');
}

function readText(body: Body, field: string): string | undefined {
  const given = [body[field], body[`${field}_base64`]].filter(
    (value) => value !== undefined && value !== null && value !== '',
  );
  const [text] = given;
  if (given.length === 0) return undefined;
  if (given.length > 1) throw new BadField(field, 'given under both of its names');
  if (typeof text === 'string' && text.length <= PIN_TEXT_MAX) return text;
  throw new BadField(field, `must be a text of at most ${PIN_TEXT_MAX} characters`);
}
